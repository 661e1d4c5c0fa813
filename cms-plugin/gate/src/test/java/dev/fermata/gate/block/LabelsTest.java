package dev.fermata.gate.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.catalogue.Money;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    @ParameterizedTest
    @CsvSource({
        "en, 199, EUR, €1.99",
        "en-GB, 500, GBP, £5.00",
        "en-US, 19900, USD, $199.00",
        "de, 199, EUR, '1,99\u00a0€'",
        "en, 500, JPY, ¥500",
        "en, 1234, KWD, KWD1.234",
        "en, 0, EUR, €0.00",
        "en, 199, ???, 1.99 ???"
    })
    void pricesAreWrittenAsReadersWriteThem(String language, long amount, String currency, String text) {
        assertThat(Labels.of(language).price(new Money(amount, currency))).isEqualTo(text);
    }

    @Test
    void germanYenHaveNoDecimals() {
        assertThat(Labels.of(Locale.GERMANY).price(new Money(500, "JPY"))).isEqualTo("500\u00a0¥");
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 1 day, 1 Tag",
        "P2D, 2 days, 2 Tage",
        "PT48H, 48 hours, 48 Stunden",
        "P1W, 1 week, 1 Woche",
        "P1M, 1 month, 1 Monat",
        "P12M, 12 months, 12 Monate",
        "P1Y6M, '1 year, 6 months', '1 Jahr, 6 Monate'",
        "P1DT12H, '1 day, 12 hours', '1 Tag, 12 Stunden'",
        "PT30M, 30 minutes, 30 Minuten",
        "PT1S, 1 second, 1 Sekunde",
        "P1000D, '1,000 days', 1.000 Tage",
        "P0D, P0D, P0D",
        "soon, soon, soon"
    })
    void durationsAreInWords(String iso, String english, String german) {
        assertThat(Labels.of(Locale.ENGLISH).duration(iso)).isEqualTo(english);
        assertThat(Labels.of(Locale.GERMAN).duration(iso)).isEqualTo(german);
    }

    @Test
    void noDurationIsForGood() {
        assertThat(Labels.of(Locale.ENGLISH).duration(null)).isEqualTo("for good");
        assertThat(Labels.of("de_AT").duration(null)).isEqualTo("unbegrenzt");
    }

    @Test
    void whatHasNoPriceIsNotForSale() {
        assertThat(Labels.of(Locale.ENGLISH).price(null)).isEqualTo("Not for sale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "", "und", "zh-Hans-CN", "en-x-lvariant-POSIX", "x"})
    void everyOtherLanguageIsEnglish_alsoOnAGermanServer(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Labels.of(language).text("buy")).isEqualTo("Buy");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(keys(Locale.GERMAN)).isEqualTo(keys(Locale.ROOT)).isNotEmpty();
    }

    @Test
    void everyReasonHasItsWords() {
        for (dev.fermata.gate.GateDecision.Denied.Reason reason :
                dev.fermata.gate.GateDecision.Denied.Reason.values()) {
            String key =
                    "paywall.reason." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Labels.of(Locale.GERMAN).text(key)).isNotEqualTo(key);
        }
    }

    @Test
    void argumentsStayWhatTheyAre() {
        assertThat(Labels.of(Locale.GERMAN).text("buy.for", "{0} ' <b>")).isEqualTo("Für {0} ' <b> kaufen");
    }

    private static Set<String> keys(Locale locale) {
        return ResourceBundle.getBundle(
                        "dev.fermata.gate.block.labels",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .keySet();
    }
}
