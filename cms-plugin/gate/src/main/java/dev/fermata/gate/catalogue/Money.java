package dev.fermata.gate.catalogue;

/**
 * An amount of money.
 *
 * @param amount in the currency's minor unit
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {}
