package dev.fermata.demo;

/** The demo can't start or go on; the message tells its user all there is to know. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DemoException(String message) {
        super(message);
    }
}
