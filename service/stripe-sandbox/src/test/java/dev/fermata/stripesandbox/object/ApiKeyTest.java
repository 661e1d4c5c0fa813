package dev.fermata.stripesandbox.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @ParameterizedTest
    @CsvSource({
        "sk_test_alpha, acct_alpha, false",
        "rk_test_alpha_orders, acct_alpha, false",
        "sk_live_alpha_2, acct_alpha, true"
    })
    void namesItsAccountAndMode(String key, String account, boolean livemode) {
        assertThat(ApiKey.parse(key)).hasValue(new ApiKey(key, account, livemode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pk_test_alpha", "sk_test_", "sk_alpha", "", "sk_test_al-pha"})
    void isNothingElse(String key) {
        assertThat(ApiKey.parse(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sk_test_abcdefghijkl, sk_test_********ijkl", "sk_test, *******"})
    void isShownMasked(String key, String masked) {
        assertThat(ApiKey.masked(key)).isEqualTo(masked);
    }
}
