package dev.fermata.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.web.Answer;
import dev.fermata.demo.web.Asset;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;

class SeedPageTest {

    private static final Request ANY = null;

    @Test
    void isTheDocumentedExampleButForAddressAndTerm() throws Exception {
        String example = Asset.text(SeedPage.class, "seed.html");
        Answer answer =
                SeedPage.loadingSdkFrom("http://localhost:8090", "term_month").answer(ANY);

        List<String> lines = answer.body().lines().toList();

        List<String> original = example.lines().toList();
        assertThat(lines).hasSameSizeAs(original);
        assertThat(lines.stream().filter(line -> !original.contains(line)).map(String::strip))
                .containsExactly(
                        "<script src=\"http://localhost:8090/client.js\"></script>",
                        "allegro.purchase.initiate('term_month');");
    }

    @Test
    void allowsItsOwnInlineScriptAndNoOther() throws Exception {
        Answer answer = SeedPage.loadingSdkFrom("/_fermata", "term_month").answer(ANY);

        String policy = answer.headers().stream()
                .filter(header -> header.name().equals("Content-Security-Policy"))
                .map(Answer.Header::value)
                .findFirst()
                .orElseThrow();
        assertThat(policy).contains("script-src 'self' 'sha256-").doesNotContain("unsafe-inline", "unsafe-eval");
    }
}
