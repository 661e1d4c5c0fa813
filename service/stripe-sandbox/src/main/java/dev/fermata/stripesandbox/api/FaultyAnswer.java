package dev.fermata.stripesandbox.api;

import dev.fermata.stripesandbox.api.Fault.Kind;
import dev.fermata.stripesandbox.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets one injected fault happen to one answer. */
final class FaultyAnswer {

    private FaultyAnswer() {}

    /** Returns the status the caller saw, 0 when there was none. */
    static int send(
            StripeApi api,
            Fault fault,
            StripeApi.Received received,
            HttpAnswer answer,
            Request request,
            Response response,
            Callback callback)
            throws InterruptedException {
        if (fault.kind() instanceof Kind.Answer instead) {
            HttpAnswer wrong = new HttpAnswer(
                    instead.status(),
                    Map.of("Content-Type", instead.contentType()),
                    instead.body().getBytes(StandardCharsets.UTF_8));
            if (instead.shouldRetry() != null) {
                wrong = wrong.with("Stripe-Should-Retry", instead.shouldRetry().toString());
            }
            wrong.with("Request-Id", received.requestId()).send(response, callback);
            return wrong.status();
        }
        if (fault.kind() instanceof Kind.Delay delay) {
            Thread.sleep(delay.by().toMillis());
            HttpAnswer late = fault.afterEffect() ? answer : api.answer(received);
            late.send(response, callback);
            return late.status();
        }
        if (fault.kind() instanceof Kind.Truncate) {
            HttpAnswer whole = fault.afterEffect() ? answer : api.answer(received);
            truncate(whole, request, response, callback);
            return whole.status();
        }
        cut(request, callback);
        return 0;
    }

    private static void truncate(HttpAnswer whole, Request request, Response response, Callback callback) {
        response.setStatus(whole.status());
        whole.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("Content-Length", whole.body().length);
        ByteBuffer half = ByteBuffer.wrap(whole.body(), 0, whole.body().length / 2);
        response.write(false, half, Callback.from(() -> cut(request, callback)));
    }

    private static void cut(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IllegalStateException("Connection cut on purpose"));
    }
}
