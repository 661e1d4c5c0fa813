package dev.fermata.stripesandbox.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestNumbersTest {

    @ParameterizedTest
    @EnumSource(TestCard.class)
    void everyTestCardPassesTheLuhnCheck(TestCard card) {
        assertThat(CardNumber.isValid(card.number())).isTrue();
        assertThat(CardNumber.brand(card.number())).isEqualTo(card.brand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424241", "4242", "", "4242x42424242424", "42424242424242424242"})
    void typingErrorsDoNot(String number) {
        assertThat(CardNumber.isValid(number)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT611904300234573201", "DE89370400440532013000", "GB82WEST12345698765432"})
    void ibansHaveCheckDigits(String iban) {
        assertThat(TestDebit.isValid(iban)).isTrue();
        assertThat(TestDebit.isValid(iban.substring(0, iban.length() - 1) + "9"))
                .isFalse();
    }
}
