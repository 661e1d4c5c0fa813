package dev.fermata.gate.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the application writes its answer. With the first byte it is found out whether this is something to cut: then it is kept, up
 * to a limit; anything else goes straight on.
 */
final class HeldBody extends ServletOutputStream {

    /** What the stream needs of its answer. */
    interface Exits {
        /** Called with the first byte: whether the answer may be cut. */
        boolean isToBeHeld();

        /** The container's own stream, for what isn't held. */
        ServletOutputStream straight() throws IOException;

        /** Runs something on a thread of the container's, for an asynchronous answer. */
        void later(Runnable task);
    }

    private final Exits exits;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ServletOutputStream straight;
    private boolean begun;
    private boolean overflown;
    private boolean deaf;

    HeldBody(Exits exits, int limit) {
        this.exits = exits;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (deaf) {
            return;
        }
        begin();
        if (straight != null) {
            straight.write(from, offset, length);
        } else if (overflown || bytes.size() + (long) length > limit) {
            overflow();
        } else {
            bytes.write(from, offset, length);
        }
    }

    /** An answer that is held is not sent by a flush. */
    @Override
    public void flush() throws IOException {
        if (straight != null && !deaf) {
            straight.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (straight != null && !deaf) {
            straight.close();
        }
        deaf = true;
    }

    @Override
    public boolean isReady() {
        return straight == null || straight.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            begin();
        } catch (IOException e) {
            listener.onError(e);
            return;
        }
        if (straight != null) {
            straight.setWriteListener(listener);
        } else {
            exits.later(() -> callOnce(listener));
        }
    }

    /** Decides where the answer goes, if that is still open. */
    void begin() throws IOException {
        if (!begun) {
            begun = true;
            straight = exits.isToBeHeld() ? null : exits.straight();
        }
    }

    boolean isStraight() {
        return straight != null;
    }

    boolean isHeld() {
        return begun && straight == null;
    }

    /** Longer than the limit, and so lost. */
    boolean isOverflown() {
        return overflown;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Hears nothing while this runs. */
    void ignore(Runnable writing) {
        boolean before = deaf;
        deaf = true;
        writing.run();
        deaf = before;
    }

    /** As if nothing had been written. */
    void restart() {
        bytes.reset();
        overflown = false;
        begun = false;
        straight = null;
    }

    /** Forgets what it holds and hears nothing any more. */
    void end() {
        bytes.reset();
        deaf = true;
    }

    private void overflow() {
        overflown = true;
        bytes.reset();
    }

    private static void callOnce(WriteListener listener) {
        try {
            listener.onWritePossible();
        } catch (IOException | RuntimeException e) {
            listener.onError(e);
        }
    }
}
