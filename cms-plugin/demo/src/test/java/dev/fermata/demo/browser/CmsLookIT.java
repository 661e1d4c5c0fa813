package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the magazine is usable by everyone and looks as it should, locked and open. */
class CmsLookIT {

    @RegisterExtension
    final World world = World.ofTheCms();

    @ParameterizedTest
    @CsvSource({
        "cms-home," + Essays.HOME + ",What a rest is worth",
        "cms-day-pass," + Essays.DAY_PASS + ",Lifetime",
        "cms-premium-locked," + Essays.PREMIUM + ",One month",
        "cms-block-locked," + Essays.BLOCK + ",One month",
        "cms-hydrated-locked," + Essays.HYDRATED + ",One month",
        "cms-registered-locked," + Essays.REGISTERED + ",Send me a sign-in link"
    })
    void asAStrangerSeesIt(String name, String path, String text, Reader reader) {
        reader.open(path);
        assertThat(reader.page().getByText(text).first()).isVisible();
        new Look(reader.page(), name).check();
    }

    @Test
    void asAReaderSeesIt(Reader reader) {
        reader.open(Essays.BLOCK).buyHere("term_month");
        assertThat(reader.page().locator("main")).containsText(Essays.BLOCK_WORDS);
        new Look(reader.page(), "cms-block-open").check();
        reader.open(Essays.MEMBERS);
        assertThat(reader.page().locator("main")).containsText("Premium articles");
        new Look(reader.page(), "cms-members").check();
    }
}
