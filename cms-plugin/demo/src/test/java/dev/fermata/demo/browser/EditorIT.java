package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An editor places blocks by their dialogs, gates a page, and sees it as readers do. */
class EditorIT {

    private static final String ESSAYS = "/content/magazine/quarterly-rest/essays";
    private static final String PAGE = ESSAYS + "/placed";
    private static final String CONTAINER = PAGE + "/jcr:content/container";
    private static final String BLOCKS = "fermata/components/";
    private static final String TEXT = "sling-cms/components/general/richtext";

    @RegisterExtension
    final World world = World.ofTheCms();

    private Editor editor;

    @BeforeEach
    void beginAPage() {
        world.cms()
                .put(
                        ESSAYS,
                        "placed",
                        Map.of(
                                "jcr:primaryType",
                                "sling:Page",
                                "jcr:content",
                                Map.of(
                                        "jcr:primaryType", "nt:unstructured",
                                        "sling:resourceType", "magazine/components/pages/article",
                                        "sling:template", "/conf/magazine/site/templates/article",
                                        "jcr:title", "Placed by an editor",
                                        "published", true,
                                        "container",
                                                Map.of(
                                                        "jcr:primaryType", "nt:unstructured",
                                                        "sling:resourceType",
                                                                "sling-cms/components/general/container"))));
        editor = world.editor().edit(PAGE);
    }

    @AfterEach
    void removeThePage() {
        world.cms().delete(PAGE);
    }

    @Test
    void placesGatedContentAndSeesItAsEachReaderDoes() {
        String block = editor.add(CONTAINER, BLOCKS + "gated-content");
        editor.edit(PAGE);
        FrameLocator dialog = editor.open(block);
        dialog.locator("select[name=access]").selectOption("resources");
        dialog.locator("input[name=resources][value=premium]").check();
        dialog.locator("select[name=offer]").selectOption("digital");
        dialog.locator("input[name=headline]").fill("Only for readers");
        editor.picture("gated-dialog");
        editor.save();
        write(block + "/teaser", "Words for everybody");
        write(block + "/fermata-protected", "Words for readers");
        editor.edit(PAGE);
        assertThat(editor.frame().locator(".fermata-state__readers").first()).isVisible();
        assertThat(editor.frame().locator(".fermata-zone--protected")).containsText("Words for readers");

        Page anonymous = editor.preview("anonymous");
        assertThat(anonymous.locator("body")).containsText("Words for everybody");
        assertThat(anonymous.locator(".fermata-gate__headline")).hasText("Only for readers");
        assertThat(anonymous.content().contains("Words for readers")).isFalse();
        Editor.picture(anonymous, "preview");
        Page registered = editor.preview("registered");
        assertThat(registered.locator(".fermata-gate__paywall")).isVisible();
        assertThat(registered.content().contains("Words for readers")).isFalse();
        Page entitled = editor.preview("entitled");
        assertThat(entitled.locator(".fermata-gate__body")).containsText("Words for readers");

        Reader stranger = world.reader().open("/essays/placed.html");
        assertThat(stranger.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(stranger.page().locator("[data-fermata-buy=term_month]")).isVisible();
        assertThat(stranger.page().content().contains("Words for readers")).isFalse();
    }

    @Test
    void placesAnOfferAndAnAccountBar() {
        String offer = editor.add(CONTAINER, BLOCKS + "offer");
        editor.edit(PAGE);
        editor.open(offer).locator("select[name=offer]").selectOption("cinema");
        editor.save();
        String bar = editor.edit(PAGE).add(CONTAINER, BLOCKS + "account-bar");
        editor.edit(PAGE);
        editor.open(bar).locator("input[name=purchasesPage]").fill("/content/magazine/quarterly-rest/members");
        editor.save();

        Reader stranger = world.reader().open("/essays/placed.html");
        assertThat(stranger.page().locator("main [data-fermata-offer=cinema]")).isVisible();
        assertThat(stranger.page().locator("main [data-fermata-buy=term_film_48h]"))
                .isVisible();
        assertThat(stranger.page().locator("main .fermata-account__out")).isVisible();
    }

    @Test
    void gatesAPageAndIsToldWhatIsMissing() {
        write(CONTAINER, "Words for readers");
        editor.edit(PAGE).openPageAccess();
        editor.page().locator("select[name=fermataAccess]").selectOption("resources");
        editor.page().locator("input[name=fermataResources][value=archive]").check();
        editor.writePublicText("Words for everybody");
        editor.picture("page-access");
        editor.savePageAccess();

        Reader stranger = world.reader().open("/essays/placed.html");
        assertThat(stranger.page().locator("body")).containsText("Words for everybody");
        assertThat(stranger.page().locator(".fermata-gate__paywall")).isVisible();
        assertThat(stranger.page().content().contains("Words for readers")).isFalse();
        assertThat(world.cms().get(CONTAINER + "/text/text").body()).doesNotContain("Words for readers");
        editor.edit(PAGE);
        assertThat(editor.page().locator(".fermata-page__access")).isVisible();
    }

    @Test
    void isWarnedOfABlockThatProtectsNothing() {
        editor.add(CONTAINER, BLOCKS + "gated-content");
        editor.edit(PAGE);

        assertThat(editor.frame().locator("[data-fermata-warning=page-is-free]").first())
                .isVisible();
        editor.picture("warning");
    }

    @Test
    void nobodyElseCanPreview(Reader reader) {
        String answer =
                world.cms().get(Essays.PREMIUM + "?fermata_preview=entitled").body();

        assertThat(answer).doesNotContain(Essays.PREMIUM_WORDS, "fermata-preview__");
    }

    private void write(String container, String text) {
        world.cms()
                .post(
                        container + "/text",
                        Map.of(
                                "jcr:primaryType",
                                "nt:unstructured",
                                "sling:resourceType",
                                TEXT,
                                "text",
                                "<p>" + text + "</p>"));
    }
}
