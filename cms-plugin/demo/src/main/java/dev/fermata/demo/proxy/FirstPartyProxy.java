package dev.fermata.demo.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests under {@link ProxyPath#PREFIX} to the service and streams the answers back. Leaves every other request
 * to the next handler; a path that must not pass is a 404, and a service that is down or slow a problem document.
 */
public final class FirstPartyProxy extends ProxyHandler {

    // TRACE would show the visitor the server token.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final URI service;
    private final ForwardedHeaders forwarded;
    private final Duration patience;

    /** A proxy to this service that gives up when nothing was heard of it for as long as {@code patience}. */
    public FirstPartyProxy(URI service, ForwardedHeaders forwarded, Duration patience) {
        this.service = service;
        this.forwarded = forwarded;
        this.patience = patience;
        setProxyToServerHost(service.getAuthority());
        setViaHost("fermata");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !(path + "/").startsWith(ProxyPath.PREFIX + "/")) {
            return false;
        }
        if (!METHODS.contains(request.getMethod())) {
            Problem.METHOD_NOT_ALLOWED.write(request, response, callback);
            return true;
        }
        if (ProxyPath.of(path).isEmpty()) {
            Problem.NOT_FOUND.write(request, response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } catch (IllegalArgumentException unreadableQuery) {
            Problem.BAD_REQUEST.write(request, response, callback);
            return true;
        }
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        String path = request.getHttpURI().getPath().substring(ProxyPath.PREFIX.length());
        String query = request.getHttpURI().getQuery();
        return HttpURI.from(service.resolve(path) + (query == null ? "" : "?" + query));
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        client.setUserAgentField(null);
        client.setMaxConnectionsPerDestination(256);
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI target) {
        return super.newProxyToServerRequest(request, target).idleTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toService) {
        addViaHeader(request, toService);
        toService.headers(headers -> {
            ForwardedHeaders.NOT_FROM_VISITORS.forEach(headers::remove);
            forwarded.of(request).forEach(headers::put);
            headers.put(HttpHeader.HOST, service.getAuthority());
        });
    }

    /** The site has a date of its own on every answer. */
    @Override
    protected @Nullable HttpField filterServerToProxyResponseField(HttpField field) {
        return field.getHeader() == HttpHeader.DATE ? null : field;
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request toService,
            org.eclipse.jetty.client.Response fromService,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        Problem problem = failure instanceof TimeoutException ? Problem.SERVICE_SLOW : Problem.SERVICE_DOWN;
        problem.write(request, response, callback);
    }
}
