package dev.fermata.service.login;

import dev.fermata.service.db.Secret;
import dev.fermata.service.http.RateLimited;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.MemberTokens;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.Sessions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page that a mailed link opens. Opening it, by a reader or by a mail scanner, changes nothing; pressing its button does. */
@Path("login")
@Produces(MediaType.TEXT_HTML + "; charset=utf-8")
public final class ConfirmEndpoint {

    private final LoginPages pages;
    private final LoginRequests requests;
    private final SignIn signIn;
    private final Sessions sessions;
    private final MemberTokens tokens;
    private final SessionCookies cookies;

    public ConfirmEndpoint(
            LoginPages pages,
            LoginRequests requests,
            SignIn signIn,
            Sessions sessions,
            MemberTokens tokens,
            SessionCookies cookies) {
        this.pages = pages;
        this.requests = requests;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    @GET
    @Path("confirm")
    public Response show(
            @Context ContainerRequestContext request, @QueryParam("token") @DefaultValue("") String token) {
        return pages.confirm(Reached.of(request), token, sessions.current(request));
    }

    @POST
    @Path("confirm")
    @RateLimited(value = "login-confirm", requests = 30)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(
            @Context ContainerRequestContext request, @FormParam("token") @DefaultValue("") String token) {
        SameOrigin.check(request);
        Reached reached = Reached.of(request);
        Optional<DeviceSession> browser = sessions.current(request);
        try {
            SignedIn done = signIn.confirm(
                    new Secret(token), browser.map(DeviceSession::id), request.getHeaderString(HttpHeaders.USER_AGENT));
            String jwt = tokens.issue(done.started().session(), reached).orElseThrow();
            Response.ResponseBuilder answer =
                    Response.seeOther(done.returnUrl()).header(HttpHeaders.CACHE_CONTROL, "private, no-store");
            return cookies.put(answer, reached, done.started().handle(), jwt).build();
        } catch (ProblemException problem) {
            return pages.unusable(reached, problem, token, browser);
        }
    }

    /** Asks for another link: to where the given one went, which stays unsaid, or to the address that was typed. */
    @POST
    @Path("links")
    @RateLimited(value = "login-links", requests = 10)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response another(
            @Context ContainerRequestContext request,
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("email") @Nullable String email) {
        SameOrigin.check(request);
        Reached reached = Reached.of(request);
        requests.request(
                email == null
                        ? requests.again(new Secret(token), reached)
                        : requests.mail(new MagicLinkRequest(email, null, null), reached));
        return pages.sent(reached);
    }
}
