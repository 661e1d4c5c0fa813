package dev.fermata.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far; closed once, in reverse order, and whatever is added later is closed at once. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T add(T part) throws Exception {
        if (closed) {
            part.close();
            throw new DemoException("The demo was stopped while it started.");
        }
        started.push(part);
        return part;
    }

    /** Closes all of them even if one fails. */
    @Override
    public void close() throws Exception {
        Exception first = null;
        for (AutoCloseable part : take()) {
            try {
                part.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private synchronized Deque<AutoCloseable> take() {
        closed = true;
        Deque<AutoCloseable> taken = new ArrayDeque<>(started);
        started.clear();
        return taken;
    }
}
