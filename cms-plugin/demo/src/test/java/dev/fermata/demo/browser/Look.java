package dev.fermata.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** A page as people see it: on a desk and on a phone, by day and by night. Pictures are left in {@code target/screenshots}. */
record Look(Page page, String name) {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Fails if anybody would be kept out, or would have to scroll sideways. */
    void check() {
        checkExcept();
    }

    /** The same, but for rules that this page has a reason to break. */
    void checkExcept(String... rules) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            on("desktop", 1280, scheme);
            on("phone", 390, scheme);
            assertThat(serious(List.of(rules))).as("%s, %s", name, scheme).isEmpty();
        }
    }

    private void on(String device, int width, ColorScheme scheme) {
        page.setViewportSize(width, 800);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(
                        "%s-%s-%s.png".formatted(name, device, scheme.name().toLowerCase(java.util.Locale.ROOT))))
                .setFullPage(true));
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits on a %s", name, device)
                .isEqualTo(true);
    }

    private List<String> serious(List<String> excepted) {
        List<Rule> broken = new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(WCAG)
                .analyze()
                .getViolations();
        return broken.stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .filter(rule -> !excepted.contains(rule.getId()))
                .map(Look::describe)
                .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
