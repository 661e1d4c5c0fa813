package dev.fermata.gate.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer's body, of which no read takes longer than the patience: what stops arriving fails instead of looking finished. */
final class WatchedStream extends FilterInputStream {

    private final ScheduledExecutorService watch;
    private final Duration patience;
    private volatile boolean stalled;

    WatchedStream(InputStream body, ScheduledExecutorService watch, Duration patience) {
        super(body);
        this.watch = watch;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        @Nullable
        Future<?> alarm =
                available() > 0 ? null : watch.schedule(this::stall, patience.toMillis(), TimeUnit.MILLISECONDS);
        int count;
        try {
            count = super.read(buffer, offset, length);
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
        if (stalled) {
            throw new HttpTimeoutException("the service stopped in the middle of its answer");
        }
        return count;
    }

    private void stall() {
        stalled = true;
        try {
            close();
        } catch (IOException e) {
            // It is closed all the same, and the read tells.
        }
    }
}
