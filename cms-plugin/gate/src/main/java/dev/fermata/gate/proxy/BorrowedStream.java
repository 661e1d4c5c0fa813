package dev.fermata.gate.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, lent to the thread that sends it on. Once it is given back nobody reads it any more: by then it may belong to another
 * request.
 */
final class BorrowedStream extends FilterInputStream {

    private boolean givenBack;

    BorrowedStream(InputStream body) {
        super(body);
    }

    @Override
    public synchronized int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    /** It is the host's to close. */
    @Override
    public void close() {}

    /** Waits for a read that is under way. */
    synchronized void giveBack() {
        givenBack = true;
    }

    private void check() throws IOException {
        if (givenBack) {
            throw new IOException("the request is over");
        }
    }
}
