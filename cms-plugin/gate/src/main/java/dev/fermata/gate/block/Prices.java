package dev.fermata.gate.block;

import dev.fermata.gate.catalogue.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts of money as they are written in a locale, with as many decimals as the currency has. */
final class Prices {

    private Prices() {}

    static String text(Money money, Locale locale) {
        Currency currency;
        try {
            currency = Currency.getInstance(money.currency());
        } catch (IllegalArgumentException unknown) {
            return BigDecimal.valueOf(money.amount(), 2).toPlainString() + " " + money.currency();
        }
        // XAU and the like have no minor unit at all: -1.
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }
}
