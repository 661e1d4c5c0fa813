package dev.fermata.demo.proxy;

import dev.fermata.gate.proxy.FirstPartyProxy;
import dev.fermata.gate.proxy.ProxyAnswer;
import dev.fermata.gate.proxy.ProxyRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets the gate's proxy answer what is below its path; leaves every other request to the next handler. */
public final class ProxyHandler extends Handler.Abstract {

    private final FirstPartyProxy proxy;

    public ProxyHandler(FirstPartyProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !proxy.answers(path)) {
            return false;
        }
        try (ProxyAnswer answer = proxy.answer(read(request, path))) {
            write(answer, response);
            callback.succeeded();
        } catch (IOException brokenOff) {
            callback.failed(brokenOff);
        } catch (IllegalArgumentException unreadableHost) {
            Response.writeError(request, response, callback, 400);
        }
        return true;
    }

    private static ProxyRequest read(Request request, String path) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : request.getHeaders().getFieldNamesCollection()) {
            headers.put(name, request.getHeaders().getValuesList(name));
        }
        return new ProxyRequest(
                request.getMethod(),
                path,
                request.getHttpURI().getQuery(),
                headers,
                Content.Source.asInputStream(request),
                Origin.of(request),
                Request.getRemoteAddr(request));
    }

    private static void write(ProxyAnswer answer, Response response) throws IOException {
        response.setStatus(answer.status());
        answer.headers()
                .forEach((name, values) ->
                        values.forEach(value -> response.getHeaders().add(new HttpField(name, value))));
        OutputStream out = Content.Sink.asOutputStream(response);
        byte[] buffer = new byte[16 * 1024];
        for (int count = answer.body().read(buffer);
                count >= 0;
                count = answer.body().read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
        out.close();
    }
}
