package dev.fermata.gate.servlet;

import java.io.IOException;

/** An answer that can't be looked into, and so can't be cut. */
final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
        super(why);
    }

    UnreadableException(String why, Throwable cause) {
        super(why, cause);
    }
}
