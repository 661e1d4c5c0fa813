package dev.fermata.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest
    @CsvSource({"199, EUR, €1.99", "19900, EUR, €199.00", "500, JPY, ¥500", "1234, KWD, 'KWD1.234'"})
    void pricesHaveTheDigitsOfTheirCurrency(long amount, String currency, String text) throws Exception {
        JsonNode price =
                new ObjectMapper().readTree("{\"amount\": %d, \"currency\": \"%s\"}".formatted(amount, currency));

        assertThat(Term.price(price)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, for 1 day",
        "P2D, for 2 days",
        "P1W, for 1 week",
        "P12M, for 12 months",
        "P1Y6M, 'for 1 year, 6 months'",
        "PT2H, for 2 hours"
    })
    void durationsAreInWords(String iso, String text) {
        assertThat(Term.duration(iso)).isEqualTo(text);
    }

    @Test
    void noDurationIsForGood() {
        assertThat(Term.duration(null)).isEqualTo("for good");
    }
}
