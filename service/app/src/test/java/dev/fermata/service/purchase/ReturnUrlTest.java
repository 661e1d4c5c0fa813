package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, https://a.example/?allegro_purchase_token=T",
        "https://a.example/?x=1, https://a.example/?x=1&allegro_purchase_token=T",
        "https://a.example/#top, https://a.example/?allegro_purchase_token=T#top",
        "https://a.example/?q=%C3%A4+b%26c&q=2#s, https://a.example/?q=%C3%A4+b%26c&q=2&allegro_purchase_token=T#s",
        "https://a.example/?allegro_purchase_error=payment_failed&x=1, https://a.example/?x=1&allegro_purchase_token=T",
        "https://a.example/?allegro_purchase_token=old, https://a.example/?allegro_purchase_token=T",
    })
    void addsTheTokenAndKeepsTheRestAsItIsSpelled(URI page, URI expected) {
        assertThat(ReturnUrl.of(page).withToken("T")).isEqualTo(expected);
    }
}
