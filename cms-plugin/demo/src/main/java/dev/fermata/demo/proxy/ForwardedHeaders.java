package dev.fermata.demo.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What the service is told about a visitor's request, and the token that makes it believe so.
 *
 * <p>Promises that whatever the visitor claims in these headers never reaches the service.
 */
public final class ForwardedHeaders {

    private static final String SERVER_TOKEN = "Fermata-Server-Token";

    /** Headers that a visitor may not send on, compared without case. */
    static final Set<String> NOT_FROM_VISITORS = caseInsensitive(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Forwarded-Ssl",
            "X-Real-IP",
            SERVER_TOKEN);

    private final String serverToken;

    public ForwardedHeaders(String serverToken) {
        this.serverToken = serverToken;
    }

    /** The headers for this request, to be set in place of any of the same name. */
    public Map<String, String> of(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Forwarded-For", Request.getRemoteAddr(request));
        headers.put("X-Forwarded-Proto", request.isSecure() ? "https" : "http");
        headers.put("X-Forwarded-Host", host(request));
        headers.put("X-Forwarded-Prefix", ProxyPath.PREFIX);
        headers.put(SERVER_TOKEN, serverToken);
        return headers;
    }

    private static String host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host == null ? Request.getServerName(request) + ":" + Request.getServerPort(request) : host;
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
