package dev.fermata.service.session;

import dev.fermata.service.db.Secret;
import dev.fermata.service.http.Reached;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies that a browser carries: {@code allegro_session}, the handle of its session, and {@code allegro_jwt}, its member
 * token. Scripts read neither. Over https the first is named {@code __Host-allegro_session}, which a browser takes from this very
 * origin only: nobody can plant a session from a sibling domain or over plain http. As a filter it puts the session's cookie into
 * the answer again when its life was prolonged.
 */
public final class SessionCookies implements ContainerResponseFilter {

    static final String SESSION = "allegro_session";
    static final String SESSION_OVER_HTTPS = "__Host-" + SESSION;
    static final String TOKEN = "allegro_jwt";

    private static final String RENEWED = SessionCookies.class.getName() + ".renewed";
    private static final int MAX_HANDLE = 128;

    /** Adds the cookies that are given; a null one stays as the browser has it. */
    public Response.ResponseBuilder put(
            Response.ResponseBuilder answer, Reached reached, @Nullable String handle, @Nullable String jwt) {
        if (handle != null) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(reached, session(reached), handle, Sessions.LIFETIME));
        }
        if (jwt != null) {
            answer.header(HttpHeaders.SET_COOKIE, cookie(reached, TOKEN, jwt, MemberTokens.LIFETIME));
        }
        return answer;
    }

    /** Makes the browser forget both. */
    public Response.ResponseBuilder clear(Response.ResponseBuilder answer, Reached reached) {
        return clearToken(
                answer.header(HttpHeaders.SET_COOKIE, cookie(reached, session(reached), "", Duration.ZERO)), reached);
    }

    Response.ResponseBuilder clearToken(Response.ResponseBuilder answer, Reached reached) {
        return answer.header(HttpHeaders.SET_COOKIE, cookie(reached, TOKEN, "", Duration.ZERO));
    }

    static boolean hasToken(ContainerRequestContext request) {
        return request.getCookies().containsKey(TOKEN);
    }

    /** A browser that brought neither cookie. */
    static boolean isStranger(ContainerRequestContext request) {
        return !hasToken(request) && !request.getCookies().containsKey(session(Reached.of(request)));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(RENEWED) instanceof Secret handle)) {
            return;
        }
        Reached reached = Reached.of(request);
        if (!response.getCookies().containsKey(session(reached))) {
            String cookie = cookie(reached, session(reached), handle.value(), Sessions.LIFETIME);
            response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie);
        }
    }

    static Optional<Secret> handle(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(session(Reached.of(request))))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_HANDLE)
                .map(Secret::new);
    }

    /** Has this filter send the same handle again, with a full life. */
    static void renewLater(ContainerRequestContext request, Secret handle) {
        request.setProperty(RENEWED, handle);
    }

    private static String session(Reached reached) {
        return reached.isSecure() ? SESSION_OVER_HTTPS : SESSION;
    }

    private static String cookie(Reached reached, String name, String value, Duration life) {
        return name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly"
                + (reached.isSecure() ? "; Secure" : "") + "; SameSite=Lax";
    }
}
