package dev.fermata.service.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fermata.service.catalog.Money;
import dev.fermata.service.catalog.TermId;
import dev.fermata.service.entitlement.EntitlementResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A purchase as its own browser sees it. */
record PurchaseResponse(
        PurchaseId id,
        TermId termId,
        String status,
        String delivery,
        @JsonProperty("money_back") String moneyBack,
        Money price,
        Instant createdAt,
        List<EntitlementResponse> entitlements) {

    static PurchaseResponse from(Purchase purchase, List<EntitlementResponse> entitlements) {
        return new PurchaseResponse(
                purchase.id(),
                purchase.termId(),
                word(purchase.payment()),
                word(purchase.delivery()),
                word(purchase.moneyBack()),
                purchase.price(),
                purchase.createdAt(),
                entitlements);
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
