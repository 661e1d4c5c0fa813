package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.http.Area;
import dev.fermata.service.http.RateLimitFeature;
import dev.fermata.service.http.Reached;
import dev.fermata.service.http.SecurityHeaders;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.session.TokenVerifier;
import dev.fermata.service.site.Arrivals;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The short way to "yes": answers {@code api/access} where the token was seen before and opens one of the resources, without the
 * database. Everything else goes on to {@link AccessEndpoint}, which decides: what is unknown, malformed, refused, too much, or comes
 * from a page on another origin. A reader cannot tell which of the two answered.
 */
public final class QuickAccess implements Filter {

    public static final String ACCESS = "/api/access";
    public static final String GATE = "/api/access/gate";

    private static final Pattern QUERY = Pattern.compile("resource=[a-z0-9_-]{1,64}(&resource=[a-z0-9_-]{1,64}){0,49}");
    private static final int NAME = "resource=".length();

    private final Passes passes;
    private final Arrivals arrivals;
    private final RateLimitFeature.OfEverything limits;
    private final Catalog catalog;
    private final SecurityHeaders security;

    public QuickAccess(
            Passes passes,
            Arrivals arrivals,
            RateLimitFeature.OfEverything limits,
            Catalog catalog,
            SecurityHeaders security) {
        this.passes = passes;
        this.arrivals = arrivals;
        this.limits = limits;
        this.catalog = catalog;
        this.security = security;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] answer = answer((HttpServletRequest) request, (HttpServletResponse) response);
        if (answer == null) {
            chain.doFilter(request, response);
        } else if (answer.length > 0) {
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }

    /** Null if somebody else has to answer; nothing was done then. */
    private byte @Nullable [] answer(HttpServletRequest request, HttpServletResponse response) {
        String token = TokenVerifier.carried(request.getHeader("Authorization"), name -> cookie(request, name));
        if (token == null || !isPlain(request)) {
            return null;
        }
        try {
            Reached reached =
                    arrivals.reached(Area.BROWSER, request.getRemoteAddr(), request.getScheme(), request::getHeader);
            byte[] answer = passes.answer(token, reached.site(), resources(request.getQueryString()));
            if (answer == null) {
                return null;
            }
            limits.count(Area.BROWSER, reached);
            boolean gate = request.getRequestURI().equals(GATE);
            response.setStatus(gate ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_OK);
            response.setHeader("Cache-Control", AccessEndpoint.PRIVATE);
            response.setHeader("Vary", "Origin, Accept-Encoding");
            security.add(request.getRequestURI(), Optional.of(reached), response::setHeader);
            return gate ? new byte[0] : answer;
        } catch (ProblemException e) {
            // Told again, and in full, on the long way.
            return null;
        }
    }

    private static boolean isPlain(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        return request.getMethod().equals("GET")
                && (path.equals(ACCESS) || path.equals(GATE))
                && query != null
                && QUERY.matcher(query).matches()
                && request.getHeader("Origin") == null
                && takesJson(request.getHeader("Accept"));
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    /** Empty if one of them does not exist: then there is nothing to answer. */
    private List<String> resources(String query) {
        List<String> slugs = new ArrayList<>(1);
        for (String part : query.split("&", -1)) {
            String slug = part.substring(NAME);
            if (catalog.resource(slug).isEmpty()) {
                return List.of();
            }
            slugs.add(slug);
        }
        return slugs;
    }

    private static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
