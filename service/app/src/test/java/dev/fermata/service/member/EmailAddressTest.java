package dev.fermata.service.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.com, anna@example.com",
        "'  Anna.B+news@Example.COM ', anna.b+news@example.com",
        "anna@MÜNCHEN.example, anna@xn--mnchen-3ya.example",
        "anna@xn--mnchen-3ya.example, anna@xn--mnchen-3ya.example",
        "anna..b.@example.com, anna..b.@example.com",
        "o'brien@example.co.uk, o'brien@example.co.uk"
    })
    void hasOneFormHoweverItIsWritten(String written, String form) {
        assertThat(EmailAddress.parse(written)).contains(new EmailAddress(form));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anna",
                "@example.com",
                "anna@",
                "anna@localhost",
                "anna@@example.com",
                "anna@exa mple.com",
                "an na@example.com",
                "anna@[127.0.0.1]",
                "Anna <anna@example.com>",
                "anna@example.com\r\nBcc: all@example.com",
                "anna@example.com,bert@example.com",
                "anna@-example.com",
                "anna@example..com",
                "a\u0000nna@example.com"
            })
    void isNothingThatMailCannotGoTo(String written) {
        assertThat(EmailAddress.parse(written)).isEmpty();
    }

    @Test
    void isNoLongerThanMailAllows() {
        String domain = "@" + "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".example";
        int room = EmailAddress.MAX_LENGTH - domain.length();

        assertThat(EmailAddress.parse("a".repeat(room) + domain)).isPresent();
        assertThat(EmailAddress.parse("a".repeat(room + 1) + domain)).isEmpty();
    }

    @Test
    void showsOnlyItsFirstLetterAndDomain() {
        assertThat(new EmailAddress("anna@example.com").masked()).isEqualTo("a…@example.com");
    }
}
