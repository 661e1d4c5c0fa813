package dev.fermata.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person who waits what is being started and how long it took. */
final class Progress {

    /** Something that takes a while. */
    interface Step<T> {
        T run() throws Exception;
    }

    /** Something that takes a while and results in nothing. */
    interface Action {
        void run() throws Exception;
    }

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String what, Step<T> step) throws Exception {
        out.println("  starting " + what);
        long start = System.nanoTime();
        T result = step.run();
        out.printf(Locale.ROOT, "  %s is up (%s)%n", what, since(start));
        return result;
    }

    void step(String what, Action action) throws Exception {
        step(what, () -> {
            action.run();
            return what;
        });
    }

    void say(String line) {
        out.println(line);
    }

    /** The time since this was made. */
    String elapsed() {
        return since(begin);
    }

    private static String since(long start) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }
}
