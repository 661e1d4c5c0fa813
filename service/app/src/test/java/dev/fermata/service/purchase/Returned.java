package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.Browser.Bought;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** A browser back on the page it came from, with what the address says. */
record Returned(Browser browser, Answer answer, URI page) {

    static Returned from(Browser browser, Bought bought) {
        Answer answer = browser.open(bought.returnPath());
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return new Returned(
                browser, answer, URI.create(answer.header("Location").orElseThrow()));
    }

    Optional<String> parameter(String name) {
        return Arrays.stream(String.valueOf(page.getQuery()).split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst();
    }

    String token() {
        return parameter(ReturnUrl.TOKEN).orElseThrow(() -> new AssertionError("No token in " + page));
    }

    Optional<String> error() {
        return parameter(ReturnUrl.ERROR);
    }

    Answer exchange() {
        return exchangeIn(browser);
    }

    Answer exchangeIn(Browser other) {
        return other.post("api/purchases/exchange", "{\"token\":\"" + token() + "\"}");
    }

    JsonNode exchanged() {
        Answer answer = exchange();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
