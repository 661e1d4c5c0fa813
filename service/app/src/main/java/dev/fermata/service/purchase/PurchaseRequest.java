package dev.fermata.service.purchase;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What {@code allegro.purchase.initiate} sends. */
record PurchaseRequest(@NotBlank @Size(max = 100) String termId, @Nullable @Size(max = 2000) String returnUrl) {}
