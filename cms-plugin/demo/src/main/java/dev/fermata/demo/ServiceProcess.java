package dev.fermata.demo;

import dev.fermata.service.FermataApplication;
import java.io.IOException;

/**
 * The service as a child of the demo: ends when its standard input does, which the operating system sees to even if the
 * demo is killed.
 */
public final class ServiceProcess {

    private static final long STOP_MILLIS = 15_000;

    private ServiceProcess() {}

    public static void main(String[] arguments) throws Exception {
        daemon("parent", ServiceProcess::endWithParent);
        FermataApplication.main(arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this line; only its end counts.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        daemon("impatience", ServiceProcess::haltIfStuck);
        System.exit(0);
    }

    private static void haltIfStuck() {
        try {
            Thread.sleep(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
