package dev.fermata.sling.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.sling.content.GatedPage;
import dev.fermata.sling.content.GatedPage.Part;
import dev.fermata.sling.content.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.jcr.Node;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.api.resource.SyntheticResource;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class GatedResolverTest {

    private static final String CONTENT = "/content/page/jcr:content";
    private static final String BODY = CONTENT + "/container";

    private final SlingContext sling = new SlingContext(ResourceResolverType.JCR_MOCK);
    private final Set<String> open = new HashSet<>();
    private final Map<String, Part> parts = Map.of(
            BODY, Part.STRUCTURE, BODY + "/one", Part.PAYWALL, BODY + "/two", Part.HIDDEN, BODY + "/block", Part.OPEN);
    private GatedResolver resolver;

    @BeforeEach
    void place() {
        for (String path : List.of("/one", "/two", "/block/teaser", "/block/fermata-protected/text")) {
            sling.create().resource(BODY + path, Map.of("text", "CANARY"));
        }
        GatedPage page = new GatedPage(CONTENT, true, List.of(BODY + "/block"), true, false, parts, List.of());
        resolver = new GatedResolver(
                sling.resourceResolver(), sling::resourceResolver, new PageView(page, open::contains));
    }

    @Test
    void aLockedPageHasItsPaywallAndItsOpenBlocksOnly() {
        assertThat(names(resolver.getResource(BODY))).containsExactly("one", "block");
        assertThat(resolver.getResource(BODY + "/one").getResourceType()).isEqualTo(Names.PAGE_PAYWALL);
        assertThat(resolver.getResource(BODY + "/one").getValueMap()).doesNotContainKey("text");
        assertThat(resolver.getResource(BODY + "/two")).isNull();
        assertThat(resolver.getResource(resolver.getResource(BODY), "two")).isNull();
    }

    @Test
    void noWayThroughAContainerLeadsToWhatItHides() {
        Resource container = resolver.getResource(BODY);

        assertThat(container.getValueMap().get("two/text", String.class)).isNull();
        assertThat(container.adaptTo(Node.class)).isNull();
        assertThat(container.getParent().getChild("container/two")).isNull();
        assertThat(resolver.resolve(BODY + "/two").getChild("text")).isNull();
    }

    @Test
    void noDetourLeadsThere() {
        for (String way :
                List.of("/block/../two", "/./two", "//two", "/block/teaser/../../two", "/two.html", "/two.a.html/b")) {
            assertThat(resolver.resolve(BODY + way).getValueMap()).as(way).doesNotContainKey("text");
            assertThat(resolver.getResource(BODY + way)).as(way).isNull();
        }
    }

    @Test
    void whatAScriptMadeUpStaysUnlessSomethingIsThere() {
        Resource breadcrumb = new SyntheticResource(resolver, CONTENT + "/breadcrumb", "cms/breadcrumb");
        Resource two = new SyntheticResource(resolver, BODY + "/two", "cms/text");

        assertThat(resolver.gated(breadcrumb)).isSameAs(breadcrumb);
        assertThat(ResourceUtil.isNonExistingResource(resolver.gated(two))).isTrue();
        open.add(CONTENT);
        assertThat(resolver.gated(breadcrumb)).isSameAs(breadcrumb);
    }

    @Test
    void aLockedBlockHasNoProtectedPart() {
        assertThat(names(resolver.getResource(BODY + "/block"))).containsExactly("teaser");
        assertThat(resolver.getResource(BODY + "/block/fermata-protected/text")).isNull();
    }

    @Test
    void anOpenBlockHasOneOnALockedPage() {
        open.add(BODY + "/block");

        assertThat(resolver.getResource(BODY + "/block").getChild("fermata-protected/text"))
                .isNotNull();
        assertThat(resolver.getResource(BODY + "/two")).isNull();
    }

    @Test
    void anOpenPageIsWhole() {
        open.add(CONTENT);

        assertThat(names(resolver.getResource(BODY))).containsExactly("one", "two", "block");
        assertThat(resolver.getResource(BODY + "/one").getValueMap().get("text"))
                .isEqualTo("CANARY");
    }

    @Test
    void aBlockWithinABlockTakesBoth() {
        sling.create().resource(BODY + "/block/fermata-protected/inner/fermata-protected/text");
        open.add(BODY + "/block");

        assertThat(resolver.getResource(BODY + "/block/fermata-protected/inner"))
                .isNotNull();
        assertThat(resolver.getResource(BODY + "/block/fermata-protected/inner/fermata-protected"))
                .isNull();
    }

    @Test
    void whatIsFoundFromAPartKnowsItsSurroundings() {
        open.add(CONTENT);
        Resource two = resolver.getResource(BODY + "/two");

        assertThat(two.getResourceResolver()).isSameAs(resolver);
        assertThat(two.getParent().getResourceResolver()).isSameAs(resolver);
    }

    private static List<String> names(Resource parent) {
        List<String> names = new ArrayList<>();
        parent.getChildren().forEach(child -> names.add(child.getName()));
        return names;
    }
}
