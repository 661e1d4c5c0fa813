package dev.fermata.service.entitlement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether this browser may use one of the resources it asked about; "no" is an answer, with the offers that would change it. */
record AccessResponse(
        boolean granted,
        Reason reason,
        @Nullable String resource,
        @Nullable EntitlementResponse entitlement,
        @Nullable Object meter,
        List<OfferSummary> offers) {

    static AccessResponse granted(Entitlement by, Instant now) {
        return new AccessResponse(
                true, Reason.ENTITLED, by.resourceSlug(), EntitlementResponse.from(by, now), null, List.of());
    }

    static AccessResponse denied(Reason reason, List<OfferSummary> offers) {
        return new AccessResponse(false, reason, null, null, null, offers);
    }

    /** Why. */
    enum Reason {
        /** An active entitlement covers a resource. */
        @JsonProperty("entitled")
        ENTITLED,
        /** Nobody is signed in, and nothing was bought in this browser. */
        @JsonProperty("not_signed_in")
        NOT_SIGNED_IN,
        /** Somebody is known here, without an active entitlement to any of the resources. */
        @JsonProperty("not_entitled")
        NOT_ENTITLED
    }

    /** An offer by name; its terms are one call away. */
    record OfferSummary(String id, String slug, String name) {}
}
