package dev.fermata.demo.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The demo, seen from a program that it runs: that program's standard input ends when the demo does, however it does. */
public final class Parent {

    private static final long STOP_SECONDS = 25;

    private Parent() {}

    /** Lets this program end with the demo, in order if it can. */
    public static void endWith() {
        daemon("parent", Parent::awaitEnd);
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this line; only its end counts.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        daemon("impatience", Parent::haltIfStuck);
        System.exit(0);
    }

    private static void haltIfStuck() {
        try {
            boolean never = new CountDownLatch(1).await(STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(never ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
