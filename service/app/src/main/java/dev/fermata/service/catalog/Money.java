package dev.fermata.service.catalog;

/**
 * An amount of money in the minor unit of its currency: {@code (999, "EUR")} is 9.99 euros.
 *
 * @param currency an ISO 4217 code in capitals
 */
public record Money(long amount, String currency) {}
