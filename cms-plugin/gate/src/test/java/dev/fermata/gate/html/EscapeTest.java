package dev.fermata.gate.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {

    @Test
    void textCannotBecomeMarkup() {
        assertThat(Escape.html("<b a=\"1\" b='2'>&amp;</b>"))
                .isEqualTo("&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://magazine.example/a?b=c#d", "http://localhost:8080/", "/a.html?b=c"})
    void anAddressOnTheWebStays(String address) {
        assertThat(Escape.link(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https:evil.example",
                "https://",
                "relative.html",
                ""
            })
    void anAddressThatLeadsAstrayGoes(String address) {
        assertThat(Escape.link(address)).isEmpty();
    }
}
