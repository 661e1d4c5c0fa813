/**
 * A purchase from the pressed button to the granted entitlement. {@link dev.fermata.service.purchase.Purchases#settle} is the
 * only place that fulfils; {@link dev.fermata.service.purchase.Checkout} is the only place that asks for money. The payment
 * provider is behind {@link dev.fermata.service.purchase.PaymentProvider}.
 */
@NullMarked
package dev.fermata.service.purchase;

import org.jspecify.annotations.NullMarked;
