package dev.fermata.gate.proxy;

import dev.fermata.gate.service.Origins;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the service is told about a visitor's request, and the token that makes it believe so.
 *
 * <p>Promises that whatever the visitor claims in these headers never reaches the service, nor any cookie but Fermata's own.
 */
public final class ForwardedHeaders {

    private static final String SERVER_TOKEN = "Fermata-Server-Token";
    private static final String COOKIE = "Cookie";

    /** Headers that a visitor may not send on, or that this end of the connection makes anew; compared without case. */
    private static final Set<String> NOT_FROM_VISITORS = caseInsensitive(
            "Authorization",
            "Content-Length",
            "Expect",
            "Forwarded",
            "Host",
            "HTTP2-Settings",
            "Via",
            "X-Forwarded-By",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Forwarded-Ssl",
            "X-Real-IP",
            SERVER_TOKEN);

    private static final Set<String> COOKIES = Set.of(
            "allegro_session", "__Host-allegro_session", "allegro_jwt", "allegro_device_id", "allegro_session_id");

    private final String serverToken;

    public ForwardedHeaders(String serverToken) {
        this.serverToken = serverToken;
    }

    /** The headers that say where a visitor is, to be set in place of any of the same name. */
    public Map<String, String> of(URI origin, String clientAddress) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Forwarded-For", clientAddress);
        headers.put("X-Forwarded-Proto", Origins.isSecure(origin) ? "https" : "http");
        headers.put("X-Forwarded-Host", Origins.hostAndPort(origin));
        headers.put("X-Forwarded-Prefix", ProxyPath.PREFIX);
        headers.put(SERVER_TOKEN, serverToken);
        return headers;
    }

    /** All headers of a request that is passed on. */
    Map<String, List<String>> of(ProxyRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.keySet().removeAll(Headers.ofTheConnection(request.headers()));
        headers.keySet().removeAll(NOT_FROM_VISITORS);
        String cookies = ownCookies(headers.getOrDefault(COOKIE, List.of()));
        headers.remove(COOKIE);
        if (!cookies.isEmpty()) {
            headers.put(COOKIE, List.of(cookies));
        }
        headers.put("Via", List.of("1.1 fermata"));
        of(request.origin(), request.clientAddress()).forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private static String ownCookies(List<String> cookieHeaders) {
        List<String> pairs = new ArrayList<>();
        cookieHeaders.forEach(header -> pairs.addAll(List.of(header.split(";", -1))));
        return pairs.stream()
                .map(String::strip)
                .filter(pair -> COOKIES.contains(pair.split("=", 2)[0].strip()))
                .collect(Collectors.joining("; "));
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
