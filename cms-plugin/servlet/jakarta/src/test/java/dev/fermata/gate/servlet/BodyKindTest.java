package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML; charset=utf-8",
                "application/xhtml+xml",
                "application/rss+xml",
                "text/xml",
                " ",
                "nonsense"
            })
    void looksForSectionsInMarkup(String type) {
        assertThat(BodyKind.of(type)).isEqualTo(BodyKind.MARKUP);
    }

    @Test
    void takesAnAnswerWithoutATypeForMarkupAsBrowsersDo() {
        assertThat(BodyKind.of(null)).isEqualTo(BodyKind.MARKUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/hal+json;charset=UTF-8", "text/json"})
    void looksForNodesInJson(String type) {
        assertThat(BodyKind.of(type)).isEqualTo(BodyKind.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/svg+xml", "text/css", "text/event-stream", "application/octet-stream"})
    void passesEverythingElse(String type) {
        assertThat(BodyKind.of(type)).isEqualTo(BodyKind.OTHER);
    }
}
