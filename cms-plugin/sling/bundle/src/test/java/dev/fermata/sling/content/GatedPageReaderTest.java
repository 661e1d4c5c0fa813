package dev.fermata.sling.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.sling.content.GatedPage.Part;
import java.util.Map;
import java.util.Set;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class GatedPageReaderTest {

    private static final String CONTENT = "/content/page/jcr:content";
    private static final String BODY = CONTENT + "/container";
    private static final String CONTAINER = "cms/container";

    private final SlingContext sling = new SlingContext();

    @Test
    void thePaywallStandsWhereTheFirstProtectedComponentWas() {
        page("resources");
        component("one", "cms/text");
        component("two", "cms/text");

        GatedPage page = read();

        assertThat(page.part(BODY)).isEqualTo(Part.STRUCTURE);
        assertThat(page.part(BODY + "/one")).isEqualTo(Part.PAYWALL);
        assertThat(page.part(BODY + "/two")).isEqualTo(Part.HIDDEN);
        assertThat(page.protectedParts()).containsExactly(BODY + "/one", BODY + "/two");
    }

    @Test
    void aBlockBringsThePaywallAndThePageHasNone() {
        page("resources");
        component("one", "cms/text");
        component("block", Names.GATED_CONTENT);

        GatedPage page = read();

        assertThat(page.part(BODY + "/one")).isEqualTo(Part.HIDDEN);
        assertThat(page.part(BODY + "/block")).isEqualTo(Part.OPEN);
        assertThat(page.part(BODY + "/block/teaser/text")).isEqualTo(Part.OPEN);
        assertThat(page.blocks()).containsExactly(BODY + "/block");
    }

    @Test
    void offersAndAccountBarsStay() {
        page("registered");
        component("one", "cms/text");
        component("columns", CONTAINER);
        component("columns/offer", Names.OFFER_BLOCK);
        component("columns/text", "cms/text");
        component("bar", Names.ACCOUNT_BAR);

        GatedPage page = read();

        assertThat(page.part(BODY + "/columns")).isEqualTo(Part.STRUCTURE);
        assertThat(page.part(BODY + "/columns/offer")).isEqualTo(Part.OPEN);
        assertThat(page.part(BODY + "/columns/text")).isEqualTo(Part.HIDDEN);
        assertThat(page.part(BODY + "/bar")).isEqualTo(Part.OPEN);
    }

    @Test
    void whatNobodyKnowsToBeAContainerIsHiddenAsAWhole() {
        page("resources");
        component("one", "cms/text");
        component("accordion", "cms/accordion");
        component("accordion/offer", Names.OFFER_BLOCK);

        GatedPage page = read();

        assertThat(page.part(BODY + "/accordion")).isEqualTo(Part.HIDDEN);
        assertThat(page.part(BODY + "/accordion/offer")).isEqualTo(Part.HIDDEN);
        assertThat(page.protectedParts()).containsExactly(BODY + "/one", BODY + "/accordion");
    }

    @Test
    void openChildrenStayWithEverythingInThem() {
        page("resources");
        component("../menu", CONTAINER);
        component("../menu/entry", "cms/text");
        component("one", "cms/text");

        GatedPage page = read();

        assertThat(page.part(CONTENT + "/menu/entry")).isEqualTo(Part.OPEN);
        assertThat(page.part(BODY + "/one")).isEqualTo(Part.PAYWALL);
    }

    @Test
    void whatIsNotOnThePageIsHidden() {
        page("resources");
        component("one", "cms/text");

        assertThat(read().part(BODY + "/later")).isEqualTo(Part.HIDDEN);
    }

    @Test
    void aFreePageIsOpenAndItsBlocksAreKnown() {
        page("free");
        component("block", Names.GATED_CONTENT);
        component("text", "cms/text");

        GatedPage page = read();

        assertThat(page.gated()).isFalse();
        assertThat(page.hasGates()).isTrue();
        assertThat(page.needsScript()).isTrue();
        assertThat(page.part(BODY + "/text")).isEqualTo(Part.OPEN);
    }

    @Test
    void aPageOfTextNeedsNothing() {
        page("free");
        component("text", "cms/text");

        assertThat(read().needsScript()).isFalse();
        assertThat(read().hasGates()).isFalse();
    }

    private void page(String access) {
        sling.create().resource(CONTENT, Map.of(Names.PAGE_ACCESS, access, "sling:resourceType", "cms/page"));
        sling.create().resource(BODY, Map.of("sling:resourceType", CONTAINER));
    }

    private void component(String path, String type) {
        String absolute = path.startsWith("../") ? CONTENT + path.substring(2) : BODY + "/" + path;
        sling.create().resource(absolute, Map.of("sling:resourceType", type));
    }

    private GatedPage read() {
        return new GatedPageReader(sling.resourceResolver().getResource(CONTENT), Set.of("menu"), Set.of(CONTAINER))
                .read();
    }
}
