package dev.fermata.gate.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice within an offer.
 *
 * @param price null for a term that cannot be bought
 * @param duration ISO 8601; null for access without an end
 */
public record Term(String id, String name, @Nullable Money price, @Nullable String duration, List<Resource> resources) {

    public Term {
        resources = List.copyOf(resources);
    }
}
