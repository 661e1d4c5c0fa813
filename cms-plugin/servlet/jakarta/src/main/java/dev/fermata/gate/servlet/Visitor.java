package dev.fermata.gate.servlet;

import dev.fermata.gate.GateRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param origin the origin in the browser's address bar
 * @param address the visitor's IP address
 */
public record Visitor(URI origin, String address) {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");

    /** An origin that no site has, for a host that can't be read. */
    private static final URI NOWHERE = URI.create("http://unreadable.invalid");

    /** Forwarded headers count only if a trusted proxy sent them; of several values, the last, which is that proxy's own. */
    public static Visitor of(HttpServletRequest request, TrustedProxies proxies) {
        String peer = request.getRemoteAddr();
        if (!proxies.contains(peer)) {
            return new Visitor(origin(request.getScheme(), hostAndPort(request)), peer);
        }
        String scheme = orElse(last(request.getHeader("X-Forwarded-Proto")), request.getScheme());
        String host = orElse(last(request.getHeader("X-Forwarded-Host")), hostAndPort(request));
        String client = proxies.clientOf(peer, joined(request));
        return new Visitor(origin(scheme, host), client);
    }

    /** What the gate is asked about a request of this visitor. */
    public GateRequest asks(HttpServletRequest request) {
        Map<String, String> cookies = new HashMap<>();
        Cookie[] sent = request.getCookies();
        for (Cookie cookie : sent == null ? new Cookie[0] : sent) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        String browser = request.getHeader("User-Agent");
        Map<String, String> headers = browser == null ? Map.of() : Map.of("user-agent", browser);
        return new GateRequest(origin, request.getRequestURI(), cookies, headers, address);
    }

    private static URI origin(String scheme, String host) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        if (!(lower.equals("http") || lower.equals("https"))
                || !HOST.matcher(host).matches()) {
            return NOWHERE;
        }
        String usual = lower.equals("https") ? ":443" : ":80";
        String shown = host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
        URI origin = URI.create(lower + "://" + shown.toLowerCase(Locale.ROOT));
        return origin.getHost() == null ? NOWHERE : origin;
    }

    private static String hostAndPort(HttpServletRequest request) {
        String name = request.getServerName();
        String host = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return host + ":" + request.getServerPort();
    }

    private static @Nullable String joined(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("X-Forwarded-For"));
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static @Nullable String last(@Nullable String values) {
        return values == null
                ? null
                : values.substring(values.lastIndexOf(',') + 1).strip();
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
