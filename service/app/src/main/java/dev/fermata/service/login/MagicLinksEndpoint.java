package dev.fermata.service.login;

import dev.fermata.service.db.Secret;
import dev.fermata.service.http.RateLimited;
import dev.fermata.service.http.Reached;
import dev.fermata.service.mail.SignInMail;
import dev.fermata.service.session.AudienceMember;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.MemberToken;
import dev.fermata.service.session.MemberTokens;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.SessionId;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.session.Started;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Sign-in links for the browser SDK: asking for one, and using one whose token the site's own page was given. */
@Path("api/login/magic-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class MagicLinksEndpoint {

    private final LoginRequests requests;
    private final SignIn signIn;
    private final Sessions sessions;
    private final MemberTokens tokens;
    private final SessionCookies cookies;

    public MagicLinksEndpoint(
            LoginRequests requests, SignIn signIn, Sessions sessions, MemberTokens tokens, SessionCookies cookies) {
        this.requests = requests;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    record Sent(String status) {}

    record Validated(String jwt, URI returnUrl, AudienceMember audienceMember) {}

    /** Answers the same whoever the address belongs to, and whether or not it had enough mail. */
    @POST
    @RateLimited(value = "login-links", requests = 10)
    public Response request(@Context ContainerRequestContext request, @NotNull @Valid MagicLinkRequest body) {
        Reached reached = Reached.of(request);
        SignInMail mail = requests.mail(body, reached);
        Optional<DeviceSession> current = sessions.current(request);
        Optional<Started> started = current.isPresent() ? Optional.empty() : Optional.of(sessions.start(request));
        DeviceSession browser = current.orElseGet(() -> started.orElseThrow().session());
        requests.request(mail.askedForBy(browser.id().value()));
        Response.ResponseBuilder answer =
                Response.accepted(new Sent("sent")).header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        return cookies.put(answer, reached, started.map(Started::handle).orElse(null), null)
                .build();
    }

    /** Signs in the browser that calls; this is the click, so a page calls it when its reader acted and not on load. */
    @POST
    @Path("validate")
    @RateLimited(value = "login-confirm", requests = 30)
    public Response validate(@Context ContainerRequestContext request, @NotNull @Valid ValidateRequest body) {
        Reached reached = Reached.of(request);
        Optional<SessionId> browser = sessions.current(request).map(DeviceSession::id);
        SignedIn done =
                signIn.confirm(new Secret(body.token()), browser, request.getHeaderString(HttpHeaders.USER_AGENT));
        MemberToken token = tokens.token(done.started().session(), reached).orElseThrow();
        Response.ResponseBuilder answer = Response.ok(new Validated(token.jwt(), done.returnUrl(), token.member()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        return cookies.put(answer, reached, done.started().handle(), token.jwt())
                .build();
    }
}
