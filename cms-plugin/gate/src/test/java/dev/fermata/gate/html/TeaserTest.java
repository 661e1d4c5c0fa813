package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeaserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one two three</p> | 2 | <p>one two…</p>",
                "<p>one <b>two three</b> four</p> | 2 | <p>one <b>two…</b></p>",
                "<p>one two</p><p>three</p> | 2 | <p>one two…</p>",
                "<ul><li>one</li><li>two</li></ul><p>three</p> | 1 | <ul><li>one…</li></ul>",
                "<p>one two</p> | 2 | <p>one two</p>",
                "<p>one two</p> | 9 | <p>one two</p>",
                "one two three | 1 | one…",
                "<p>one</p> | 0 | ''",
                "<p>one</p> | -1 | ''",
                "'' | 5 | ''"
            })
    void endsAfterSoManyWords(String html, int words, String teaser) {
        assertThat(Teaser.words(html, words)).isEqualTo(teaser);
    }

    @Test
    void takesWholeParagraphs() {
        assertThat(Teaser.paragraphs("<div><h1>t</h1><p>one</p><p> </p><p>two <em>x</em></p><p>three</p></div>", 2))
                .isEqualTo("<p>one</p><p>two <em>x</em></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p title='SECRET'>one</p>",
                "<p>one</p><script>SECRET</script>",
                "<p>one<!-- SECRET --></p>",
                "<p>one</p><img alt='SECRET'>",
                "<p data-all='SECRET'>one</p>",
                "<p>one <a href='https://example.com/?SECRET'></a></p>",
                "<style>SECRET</style><p>one</p>",
                "<p>one</p><iframe srcdoc='SECRET'></iframe>",
                "<template><p>SECRET</p></template><p>one</p>",
                "<svg><desc>SECRET</desc></svg><p>one</p>"
            })
    void nothingButItsWordsIsInIt(String html) {
        assertThat(Teaser.words(html, 1)).contains("one").doesNotContain("<script", "href", "title=", "data-");
        assertThat(Teaser.words(html, 1)).doesNotContain("SECRET");
    }

    @Test
    void whatIsNotWellFormedBecomesSo() {
        String teaser = Teaser.words("<p>one <b>two <i>three</p><p>four five", 4);

        assertThat(teaser)
                .isEqualTo(Jsoup.parseBodyFragment(teaser)
                        .outputSettings(new org.jsoup.nodes.Document.OutputSettings().prettyPrint(false))
                        .body()
                        .html());
        assertThat(Jsoup.parse(teaser).text()).isEqualTo("one two three four…");
    }
}
