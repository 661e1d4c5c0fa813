package dev.fermata.demo.proxy;

import java.net.URI;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Where a reader's browser is. */
public final class Origin {

    private Origin() {}

    /** @throws IllegalArgumentException if the request names a host that none can have */
    public static URI of(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        String name = host == null ? Request.getServerName(request) + ":" + Request.getServerPort(request) : host;
        return URI.create((request.isSecure() ? "https://" : "http://") + name);
    }
}
