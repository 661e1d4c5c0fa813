package dev.fermata.gate.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Takes back what an asynchronous answer held when it fails or takes too long, so that no error page shows it. */
record Abandonment(GatedAnswer answer) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
        answer.abandon();
    }

    @Override
    public void onError(AsyncEvent event) {
        answer.abandon();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        answer.warnIfUnfinished();
    }

    /** Whoever starts again brings a listener of its own. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
