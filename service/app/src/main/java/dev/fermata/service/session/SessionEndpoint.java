package dev.fermata.service.session;

import dev.fermata.service.http.Reached;
import dev.fermata.service.member.MemberId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Who am I, with a fresh token; and signing out. */
@Path("api/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionEndpoint {

    private final Jdbi jdbi;
    private final Sessions sessions;
    private final MemberTokens tokens;
    private final SessionCookies cookies;

    public SessionEndpoint(Jdbi jdbi, Sessions sessions, MemberTokens tokens, SessionCookies cookies) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    @GET
    public Response show(@Context ContainerRequestContext request) {
        Reached reached = Reached.of(request);
        Optional<DeviceSession> session = sessions.current(request);
        Optional<MemberToken> token = session.flatMap(it -> tokens.token(it, reached));
        Response.ResponseBuilder answer =
                Response.ok(SessionResponse.of(session, token)).header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        if (token.isEmpty() && SessionCookies.hasToken(request)) {
            cookies.clearToken(answer, reached);
        }
        return cookies.put(answer, reached, null, token.map(MemberToken::jwt).orElse(null))
                .build();
    }

    /** Whoever is only identified here cannot end the member's sessions elsewhere. */
    @DELETE
    public Response end(@Context ContainerRequestContext request, @QueryParam("everywhere") boolean everywhere) {
        Response.ResponseBuilder answer = Response.noContent().header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        if (SessionCookies.isStranger(request)) {
            return answer.build();
        }
        sessions.current(request).ifPresent(session -> end(session, everywhere));
        return cookies.clear(answer, Reached.of(request)).build();
    }

    private void end(DeviceSession session, boolean everywhere) {
        MemberId member = session.memberId();
        jdbi.useTransaction(tx -> {
            sessions.end(tx, session.id());
            if (everywhere && member != null && session.isAuthenticated()) {
                sessions.endAll(tx, member);
            }
        });
    }
}
