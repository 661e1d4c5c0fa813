package dev.fermata.sling.gate;

import dev.fermata.gate.GateRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A servlet request in the gate's words. */
final class Visitor {

    private static final List<String> HEADERS = List.of("user-agent", "accept-language", "x-request-id");

    static GateRequest of(HttpServletRequest request, List<URI> origins) {
        return new GateRequest(
                origin(request, origins),
                request.getRequestURI(),
                cookies(request),
                headers(request),
                request.getRemoteAddr());
    }

    /** The registered origin that the request came through, else the usual one: nobody makes up another. */
    static URI origin(HttpServletRequest request, List<URI> origins) {
        String scheme = Optional.ofNullable(request.getHeader("X-Forwarded-Proto"))
                .filter(proto -> proto.equals("http") || proto.equals("https"))
                .orElse(request.getScheme());
        URI asked = origin(scheme, request.getHeader("Host"));
        return origins.stream()
                .filter(origin -> origin.equals(asked))
                .findFirst()
                .orElse(origins.get(0));
    }

    private static @Nullable URI origin(String scheme, @Nullable String host) {
        try {
            return URI.create(scheme + "://" + (host == null ? "" : host.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException noHost) {
            return null;
        }
    }

    private static Map<String, String> cookies(HttpServletRequest request) {
        Map<String, String> cookies = new HashMap<>();
        for (Cookie cookie : Optional.ofNullable(request.getCookies()).orElse(new Cookie[0])) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private Visitor() {}
}
