package dev.fermata.service.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/**
 * One version of one choice within an offer: what is given, for how long, at which price. Only {@code retired} may change
 * under the same version number.
 *
 * @param price none for a term that cannot be bought
 * @param duration none for access without an end
 * @param retired no longer sold; who has it keeps it
 */
public record Term(
        TermId id,
        int version,
        OfferId offerId,
        String name,
        @Nullable Money price,
        @Nullable PeriodDuration duration,
        List<Resource> resources,
        Repurchase repurchase,
        RefundPolicy refundPolicy,
        boolean retired) {

    public Term {
        resources = List.copyOf(resources);
    }

    /** Whether this term gives access to the resource of that slug. */
    public boolean gives(String resourceSlug) {
        return resources.stream().anyMatch(resource -> resource.slug().equals(resourceSlug));
    }
}
