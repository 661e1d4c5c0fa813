package dev.fermata.service.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/**
 * One change that is wanted of the catalogue; what is so already stays as it is. {@code at} is where it was asked for, as a JSON
 * pointer, for problems.
 */
sealed interface Change {

    String at();

    /** @param id only to choose it, or to rename the slug of an existing one */
    record PutResource(String at, @Nullable String id, String slug, String name) implements Change {}

    /** @param id as for resources */
    record PutOffer(String at, @Nullable String id, String slug, String name, @Nullable String description)
            implements Change {}

    /**
     * Puts a term on sale, in a new version if anything about it is new.
     *
     * @param resources slugs
     * @param position within the offer; none keeps the present one, or is the last
     */
    record PutTerm(
            String at,
            String offer,
            TermId id,
            String name,
            @Nullable Money price,
            @Nullable PeriodDuration duration,
            List<String> resources,
            Repurchase repurchase,
            RefundPolicy refundPolicy,
            @Nullable Integer position)
            implements Change {}

    /** Takes the offer's other terms off sale. */
    record RetireTermsExcept(String at, String offer, Set<TermId> kept) implements Change {}
}
