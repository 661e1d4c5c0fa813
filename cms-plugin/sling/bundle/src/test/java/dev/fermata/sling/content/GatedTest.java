package dev.fermata.sling.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class GatedTest {

    private static final String CONTENT = "/content/page/jcr:content";
    private static final MeterPolicy USUAL = MeterPolicy.parse("3/2/P1M").orElseThrow();

    private final SlingContext sling = new SlingContext();

    @Test
    void aPageWithoutAccessIsFree() {
        assertThat(page(Map.of()).requirement(USUAL).isFree()).isTrue();
    }

    @Test
    void anyOfTheResourcesOpensAPage() {
        Gated page = page(Map.of("fermataAccess", "resources", "fermataResources", new String[] {"a", "b", ""}));

        assertThat(page.requirement(USUAL)).isEqualTo(Requirement.anyOf(Set.of("a", "b")));
    }

    @Test
    void resourcesWithoutAnyOpenToNobody() {
        assertThat(page(Map.of("fermataAccess", "resources")).requirement(USUAL).isFree())
                .isFalse();
    }

    @Test
    void aWordThatNobodyKnowsOpensToNobody() {
        Requirement requirement = page(Map.of("fermataAccess", "reserved")).requirement(USUAL);

        assertThat(requirement).isEqualTo(Requirement.anyOf(Set.of()));
    }

    @Test
    void aMeterOfItsOwnCountsMoreThanTheSites() {
        Gated page = page(Map.of("fermataAccess", "metered", "fermataMeter", "1/0/P7D"));

        assertThat(page.requirement(USUAL).meter())
                .isEqualTo(MeterPolicy.parse("1/0/P7D").orElseThrow());
    }

    @Test
    void anUnreadableMeterIsTheSites() {
        Gated page = page(Map.of("fermataAccess", "metered", "fermataMeter", "lots"));

        assertThat(page.requirement(USUAL).meter()).isEqualTo(USUAL);
    }

    @Test
    void aBlockDoesAsItsPageDoes() {
        page(Map.of("fermataAccess", "registered", "fermataRendering", "hydrate", "fermataOffer", "plus"));
        Gated block = block(Map.of("access", "page"));

        assertThat(block.requirement(USUAL)).isEqualTo(Requirement.forRegistered());
        assertThat(block.isHydrated()).isTrue();
        assertThat(block.chosenOffer()).contains("plus");
    }

    @Test
    void aBlockMayDoOtherwise() {
        page(Map.of("fermataAccess", "registered", "fermataRendering", "hydrate", "fermataOffer", "plus"));
        Gated block = block(Map.of(
                "access", "resources",
                "resources", new String[] {"premium"},
                "rendering", "request",
                "offer", "pass"));

        assertThat(block.requirement(USUAL)).isEqualTo(Requirement.anyOf(Set.of("premium")));
        assertThat(block.isHydrated()).isFalse();
        assertThat(block.chosenOffer()).contains("pass");
    }

    @Test
    void whatIsInABlockBelongsToIt() {
        page(Map.of());
        block(Map.of("fermataId", "b1"));
        Resource inside = sling.create().resource(CONTENT + "/gate/teaser/text");

        assertThat(Gated.at(inside).orElseThrow().id()).isEqualTo("b1");
    }

    @Test
    void anIdThatCannotStandInHtmlIsNotUsed() {
        page(Map.of());

        assertThat(block(Map.of("fermataId", "\"><script>")).id()).matches("[0-9a-f-]{36}");
    }

    @Test
    void aViewOfABlockThatIsAsItsPageIsAViewOfThePage() {
        Gated page = page(Map.of("fermataAccess", "metered", "fermataId", "p1"));
        Gated block = block(Map.of("fermataId", "b1"));

        assertThat(block.contentId()).isEqualTo(page.contentId()).isEqualTo("p1");
    }

    @Test
    void outsideOfPagesNothingIsGated() {
        assertThat(Gated.at(sling.create().resource("/content/folder/text"))).isEmpty();
    }

    private Gated page(Map<String, Object> properties) {
        return Gated.at(sling.create().resource(CONTENT, properties)).orElseThrow();
    }

    private Gated block(Map<String, Object> properties) {
        Map<String, Object> all = new java.util.HashMap<>(properties);
        all.put("sling:resourceType", Names.GATED_CONTENT);
        return Gated.at(sling.create().resource(CONTENT + "/gate", all)).orElseThrow();
    }
}
