package dev.fermata.gate.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service sells, as last known: renewed in the background, kept over restarts, never waited for longer than a page may. */
public interface Catalogue {

    List<Offer> offers();

    /** By id or slug. */
    Optional<Offer> offer(String idOrSlug);

    /** Every resource, sold or not. */
    List<Resource> resources();

    /** The offers with a term that gives one of these resources. */
    List<Offer> offersSelling(Set<String> resourceSlugs);

    Status status();

    /** Asks the service now, for an editor who wants to see what was just changed there; waits no longer than a page may. */
    default Status refresh() {
        return status();
    }

    /**
     * How well the service is known.
     *
     * @param reachable the last attempt succeeded
     * @param asOf when what is known here was true; null if nothing is known yet
     * @param problem what went wrong at the last attempt, for an editor or operator to read; null if nothing did
     */
    record Status(boolean reachable, @Nullable Instant asOf, @Nullable String problem) {}
}
