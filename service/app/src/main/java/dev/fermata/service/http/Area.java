package dev.fermata.service.http;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Who a path is for; each is guarded in its own way. */
public enum Area {
    /** Readers' browsers: cookies, CORS, defence against forged requests. May be reached through a site's own path. */
    BROWSER,
    /** Other servers, {@code api/v1}: API tokens. On the service's own host only. */
    SERVER,
    /** The payment provider, {@code api/webhooks}: signatures. On the service's own host only. */
    WEBHOOK;

    public static Area of(ContainerRequestContext request) {
        return ofPath(request.getUriInfo().getPath());
    }

    public static Area ofPath(String path) {
        String below = (path.startsWith("/") ? path.substring(1) : path) + "/";
        if (below.startsWith("api/v1/")) {
            return SERVER;
        }
        return below.startsWith("api/webhooks/") ? WEBHOOK : BROWSER;
    }
}
