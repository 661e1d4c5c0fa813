package dev.fermata.gate.proxy;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * A request's body that is read on a thread of its own. The HTTP client would read it on the thread that writes, and keep what has
 * arrived for as long as the visitor's next bytes take.
 */
record UnhurriedBody(BodyPublisher body, Executor readers) implements BodyPublisher {

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Subscriber<ByteBuffer>() {

            @Override
            public void onSubscribe(Subscription subscription) {
                subscriber.onSubscribe(new Elsewhere(subscription, readers));
            }

            @Override
            public void onNext(ByteBuffer piece) {
                subscriber.onNext(piece);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }

    private record Elsewhere(Subscription subscription, Executor readers) implements Subscription {

        @Override
        public void request(long pieces) {
            readers.execute(() -> subscription.request(pieces));
        }

        @Override
        public void cancel() {
            subscription.cancel();
        }
    }
}
