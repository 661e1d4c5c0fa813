package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitParametersTest {

    private final Map<String, String> values = new HashMap<>(Map.of(
            "service", "http://localhost:8090",
            "server-token", "fmt_1",
            "origins", "https://www.example.com, https://example.com",
            "directory", "/var/lib/fermata"));
    private final InitParameters parameters = new InitParameters(values::get);

    @Test
    void needNoMoreThanServiceTokenOriginsAndDirectory() {
        assertThat(FilterSettings.gate(parameters).origins())
                .containsExactly(URI.create("https://www.example.com"), URI.create("https://example.com"));
        assertThat(FilterSettings.gate(parameters).patience()).isEqualTo(Duration.ofMillis(300));
        assertThat(FilterSettings.of(parameters).paths()).isEqualTo(Paths.all());
        assertThat(FilterSettings.of(parameters).everywhere()).isFalse();
    }

    @Test
    void takeWhatAPlaceholderStandsForFromOutside() {
        System.setProperty("fermata.test.token", "fmt_$1\\");
        values.put("server-token", "${fermata.test.token}");
        values.put("directory", "${PATH}");

        assertThat(parameters.text("server-token")).contains("fmt_$1\\");
        assertThat(parameters.text("directory")).contains(System.getenv("PATH"));
    }

    @Test
    void sayWhatIsMissingOrWrong() {
        values.put("patience", "soon");
        values.put("server-token", "${no.such.thing}");

        assertThatThrownBy(() -> parameters.required("nothing", text -> text)).hasMessage("nothing is missing");
        assertThatThrownBy(() -> parameters.required("server-token", text -> text))
                .hasMessageContaining("server-token")
                .hasMessageContaining("no.such.thing");
        values.put("server-token", "fmt_1");
        assertThatThrownBy(() -> FilterSettings.gate(parameters)).hasMessageStartingWith("patience: ");
        values.put("patience", "300");
        values.put("meter", "many");
        assertThatThrownBy(() -> FilterSettings.gate(parameters)).hasMessageContaining("meter: many is no meter");
    }
}
