package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ValueMapDecorator;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class WarningsTest {

    private static final MeterPolicy USUAL = new MeterPolicy(3, 2, Period.ofMonths(1), false);

    private final SlingContext sling = new SlingContext();
    private FakeCatalogue catalogue = FakeCatalogue.ofTheDemo();

    @Test
    void nothingIsWrongWithWhatIsSold() {
        assertThat(ofAccess(Map.of("access", "resources", "resources", texts("premium"), "offer", "digital")))
                .isEmpty();
    }

    @Test
    void withoutResourcesNobodyMayRead() {
        assertThat(ofAccess(Map.of("access", "resources"))).containsExactly("no-resources");
    }

    @Test
    void aResourceThatNobodySells() {
        assertThat(ofAccess(Map.of("access", "resources", "resources", texts("attic"))))
                .containsExactly("resource-unsold");
    }

    @Test
    void aResourceThatIsGone() {
        assertThat(ofAccess(Map.of("access", "resources", "resources", texts("cellar"))))
                .containsExactly("resource-gone");
    }

    @Test
    void resourcesOfAnAccessThatNeedsNoneDoNotMatter() {
        assertThat(ofAccess(Map.of("access", "registered", "resources", texts("cellar"))))
                .isEmpty();
    }

    @Test
    void anOfferThatIsGone() {
        assertThat(ofOffer("vinyl")).containsExactly("offer-gone");
    }

    @Test
    void anOfferWithoutTerms() {
        assertThat(ofOffer("empty")).containsExactly("offer-without-terms");
    }

    @Test
    void anOfferBlockWithoutOffer() {
        assertThat(ofOffer(null)).containsExactly("no-offer");
    }

    @Test
    void anOfferThatSellsSomethingElse() {
        assertThat(ofAccess(Map.of("access", "resources", "resources", texts("premium"), "offer", "print")))
                .containsExactly("offer-sells-other");
    }

    @Test
    void aMeterThatIsNone() {
        assertThat(ofAccess(Map.of("access", "metered", "resources", texts("premium"), "meter", "three")))
                .containsExactly("meter-unreadable");
    }

    @Test
    void meteredWithoutAnyMeter() {
        AccessChoice choice =
                AccessChoice.ofBlock(properties(Map.of("access", "metered", "resources", texts("premium"))));

        assertThat(codes(warnings().ofAccess(choice, Requirement.anyOf(Set.of("premium")))))
                .containsExactly("no-meter");
    }

    @Test
    void aServiceThatDoesNotAnswerIsToldWithTheTime() {
        catalogue = catalogue.unreachable();

        List<Warning> found = warnings().ofOffer(Optional.of("digital")).found();

        assertThat(found).extracting(Warning::code).containsExactly("service-unreachable");
        assertThat(found.get(0).text())
                .startsWith("The service cannot be reached.")
                .contains("2026");
    }

    @Test
    void whileNothingIsKnownNothingElseIsCalledGone() {
        catalogue = FakeCatalogue.neverReached();

        assertThat(ofAccess(Map.of("access", "resources", "resources", texts("premium"), "offer", "digital")))
                .containsExactly("service-unreachable");
    }

    private List<String> ofAccess(Map<String, Object> block) {
        AccessChoice choice = AccessChoice.ofBlock(properties(block));
        Requirement requirement = choice.kind() == AccessChoice.Kind.METERED
                ? Requirement.metered(choice.resources(), USUAL)
                : Requirement.anyOf(choice.resources());
        return codes(warnings().ofAccess(choice, requirement));
    }

    private List<String> ofOffer(String slug) {
        return codes(warnings().ofOffer(Optional.ofNullable(slug)));
    }

    private Warnings warnings() {
        return new Warnings(catalogue, EditorWords.of(sling.request()));
    }

    private static List<String> codes(Warnings warnings) {
        return warnings.found().stream().map(Warning::code).toList();
    }

    private static ValueMap properties(Map<String, Object> properties) {
        return new ValueMapDecorator(properties);
    }

    private static String[] texts(String... texts) {
        return texts;
    }
}
