package dev.fermata.stripesandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** The faults still to happen, in the order they were asked for. */
public final class Faults {

    private final List<Fault> pending = new ArrayList<>();

    public synchronized void add(Fault fault) {
        pending.add(fault);
    }

    public synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    public synchronized void clear() {
        pending.clear();
    }

    /** The first fault for this request; it has then happened once. */
    synchronized Optional<Fault> take(String method, String path) {
        for (ListIterator<Fault> at = pending.listIterator(); at.hasNext(); ) {
            Fault fault = at.next();
            if (fault.matches(method, path)) {
                fault.used().ifPresentOrElse(at::set, at::remove);
                if (fault.skip() == 0) {
                    return Optional.of(fault);
                }
            }
        }
        return Optional.empty();
    }
}
