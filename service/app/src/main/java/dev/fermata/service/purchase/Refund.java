package dev.fermata.service.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back for a purchase: asked for here, or seen at the payment provider.
 *
 * @param providerId what the payment provider calls it, once it has answered
 * @param amount in minor units of the currency
 * @param attempt counts the keys under which the payment provider was asked for it
 * @param idempotencyKey the client's key, if it was asked for here with one
 */
public record Refund(
        RefundId id,
        PurchaseId purchaseId,
        @Nullable String providerId,
        long amount,
        String currency,
        RefundStatus status,
        @Nullable String reason,
        @Nullable String note,
        @Nullable String failureReason,
        int attempt,
        @Nullable String idempotencyKey,
        Instant createdAt,
        Instant updatedAt) {}
