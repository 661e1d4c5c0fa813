package dev.fermata.stripesandbox.api;

import dev.fermata.stripesandbox.api.Fault.Kind;
import dev.fermata.stripesandbox.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What one injected fault leaves of one answer.
 *
 * @param answer nothing when the connection is just cut
 * @param whole whether all of it is sent before the connection is cut
 */
record FaultyAnswer(Optional<HttpAnswer> answer, boolean whole) {

    /** @param right carries the request out and gives the right answer */
    static FaultyAnswer of(Fault fault, String requestId, Supplier<HttpAnswer> right) {
        Optional<HttpAnswer> done = fault.afterEffect() ? Optional.of(right.get()) : Optional.empty();
        if (fault.kind() instanceof Kind.Delay delay) {
            pause(delay.by());
            return new FaultyAnswer(Optional.of(done.orElseGet(right)), true);
        }
        if (fault.kind() instanceof Kind.Truncate) {
            return new FaultyAnswer(Optional.of(done.orElseGet(right)), false);
        }
        return fault.kind() instanceof Kind.Answer instead
                ? new FaultyAnswer(Optional.of(wrong(instead).with("Request-Id", requestId)), true)
                : new FaultyAnswer(Optional.empty(), false);
    }

    private static void pause(Duration by) {
        long until = System.nanoTime() + by.toNanos();
        for (long left = by.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static HttpAnswer wrong(Kind.Answer instead) {
        return new HttpAnswer(
                instead.status(), instead.headers(), instead.body().getBytes(StandardCharsets.UTF_8));
    }

    /** What the caller sees, 0 for nothing. */
    int status() {
        return answer.map(HttpAnswer::status).orElse(0);
    }

    void send(Request request, Response response, Callback callback) {
        if (answer.isEmpty()) {
            cut(request, callback);
        } else if (whole) {
            answer.get().send(response, callback);
        } else {
            sendHalf(answer.get(), request, response, callback);
        }
    }

    private static void sendHalf(HttpAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("Content-Length", answer.body().length);
        ByteBuffer half = ByteBuffer.wrap(answer.body(), 0, answer.body().length / 2);
        response.write(false, half, Callback.from(() -> cut(request, callback)));
    }

    private static void cut(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EofException("Connection cut on purpose"));
    }
}
