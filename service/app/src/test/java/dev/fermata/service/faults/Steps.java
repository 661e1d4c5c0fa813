package dev.fermata.service.faults;

import java.util.ArrayList;
import java.util.List;

/** The steps of a scenario as they are seen from outside: every call and every commit has a name, and one of them is the last. */
final class Steps {

    /** The process that made this step is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final List<String> seen = new ArrayList<>();
    private String last = "";
    private Runnable kill = () -> {};

    /** Begins to count anew. At the step of that name, nothing more leaves the process, which {@code kill} then kills. */
    synchronized void begin(String lastStep, Runnable killing) {
        seen.clear();
        last = lastStep;
        kill = killing;
    }

    /** Called at each step, while what it did is kept from those who wait for it. */
    synchronized void reach(String what) {
        long before = seen.stream().filter(step -> step.startsWith(what + " #")).count();
        String step = what + " #" + (before + 1);
        seen.add(step);
        if (step.equals(last)) {
            last = "";
            kill.run();
            throw new Killed();
        }
    }

    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /** Whether the last step is still ahead. */
    synchronized boolean isAhead() {
        return !last.isEmpty();
    }
}
