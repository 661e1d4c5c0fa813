package dev.fermata.gate.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** A listener of the application's, which completes the gated answer when it completes what the event brings. */
record GatedListener(AsyncListener listener, GatedAnswer answer) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        listener.onComplete(gated(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        listener.onTimeout(gated(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
        listener.onError(gated(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        listener.onStartAsync(gated(event));
    }

    private AsyncEvent gated(AsyncEvent event) {
        return new AsyncEvent(
                new GatedAsync(event.getAsyncContext(), answer),
                event.getSuppliedRequest(),
                event.getSuppliedResponse(),
                event.getThrowable());
    }
}
