package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.sling.gate.PreviewRole;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.apache.sling.testing.mock.sling.servlet.MockRequestPathInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class PageStateTest {

    private static final String PAGE = "/content/site/page";
    private static final Map<String, Object> PREMIUM =
            Map.of("fermataAccess", "resources", "fermataResources", new String[] {"premium"});

    private final SlingContext sling = new SlingContext();
    private FakeGate gate;

    @BeforeEach
    void place() {
        sling.create().resource(PAGE);
        gate = FakeGate.in(sling.request());
    }

    @Test
    void aFreePageNeedsNothing() {
        content(Map.of());
        gate.free();

        assertThat(state()).isEqualTo(new EditorState("Page access", "Everybody", "", "", List.of()));
    }

    @Test
    void aLockedPageWithoutTeaserIsWarnedAbout() {
        content(PREMIUM);

        assertThat(state().warnings()).extracting(Warning::code).containsExactly("no-teaser");
    }

    @Test
    void aBlockBringsATeaserOfItsOwn() {
        content(PREMIUM);
        sling.create()
                .resource(
                        PAGE + "/jcr:content/container/gated",
                        Map.of("sling:resourceType", "fermata/components/gated-content"));

        assertThat(state().warnings()).isEmpty();
    }

    @Test
    void freeViewsAreToldInWords() {
        content(PREMIUM);
        gate.requirement = Requirement.metered(Set.of("premium"), new MeterPolicy(3, 2, Period.ofMonths(1), false));

        assertThat(state().readers())
                .isEqualTo(
                        "Everybody for 3 free views, registered readers for 5, a month; Readers with Premium articles");
    }

    @Test
    void whatNobodyMayReadIsSaid() {
        content(Map.of("fermataAccess", "resources"));
        gate.requirement = Requirement.anyOf(Set.of());

        assertThat(state().readers()).isEqualTo("Nobody");
        assertThat(state().warnings()).extracting(Warning::code).contains("no-resources");
    }

    @Test
    void everyRoleHasItsPreview() {
        content(Map.of());

        assertThat(page().getPreviews())
                .extracting(Preview::url)
                .containsExactly(
                        PAGE + ".html?fermata_preview=anonymous",
                        PAGE + ".html?fermata_preview=registered",
                        PAGE + ".html?fermata_preview=entitled");
        assertThat(page().getPreviews()).extracting(Preview::role).hasSameSizeAs(PreviewRole.values());
    }

    @Test
    void aDialogNamesThePageByItsContent() {
        content(PREMIUM);
        sling.create().resource("/apps/dialog/access");
        sling.currentResource("/apps/dialog/access");
        ((MockRequestPathInfo) sling.request().getRequestPathInfo()).setSuffix(PAGE + "/jcr:content");

        assertThat(state().warnings()).extracting(Warning::code).containsExactly("no-teaser");
    }

    private void content(Map<String, Object> properties) {
        sling.create().resource(PAGE + "/jcr:content", properties);
        sling.currentResource(PAGE);
    }

    private EditorState state() {
        return page().getState();
    }

    private PageState page() {
        return new PageState(sling.request());
    }
}
