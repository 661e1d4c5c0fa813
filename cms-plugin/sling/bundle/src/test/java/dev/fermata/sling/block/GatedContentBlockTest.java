package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class GatedContentBlockTest {

    private static final String BLOCK = "/content/site/page/jcr:content/container/gated";

    private final SlingContext sling = new SlingContext();
    private FakeGate gate;

    @BeforeEach
    void place() {
        sling.create().resource(BLOCK, Map.of("access", "resources", "resources", new String[] {"premium"}));
        sling.create().resource(BLOCK + "/teaser/text");
        sling.create().resource(BLOCK + "/fermata-protected/text");
        sling.currentResource(BLOCK);
        gate = FakeGate.in(sling.request());
    }

    @Test
    void lockedForWhoMayNotRead() {
        GatedContentBlock block = block();

        assertThat(block.isOpen()).isFalse();
        assertThat(block.getProtectedPart()).isNull();
        assertThat(block.getMarkup())
                .isEqualTo(new Markup(
                        "fermata-b1", "b1", "locked", "/page.fermata-fragment.html/b1", null, "You can read on now."));
        PaywallCard paywall = block.getPaywall();
        assertThat(paywall.paywall().headline()).isEqualTo("Read on");
        assertThat(paywall.offers()).extracting(card -> card.offer().slug()).containsExactly("digital");
        assertThat(paywall.form().returnUrl()).isEqualTo("https://www.example.com/page.html");
    }

    @Test
    void openForWhoMayRead() {
        gate.open();

        GatedContentBlock block = block();

        assertThat(block.getProtectedPart().getPath()).isEqualTo(BLOCK + "/fermata-protected");
        assertThat(block.getMarkup().state()).isEqualTo("open");
        assertThat(block.getPaywall()).isNull();
    }

    @Test
    void freeContentIsNoGateForTheBrowser() {
        gate.free();

        assertThat(block().getMarkup()).isEqualTo(new Markup("fermata-b1", null, null, null, null, null));
    }

    @Test
    void theBrowserOfAnybodyAsksForWhatIsMetered() {
        gate.hydrated = true;

        assertThat(block().getMarkup().hydrate()).isEqualTo("readers");

        gate.requirement = Requirement.metered(Set.of("premium"), new MeterPolicy(3, 2, Period.ofMonths(1), false));

        assertThat(block().getMarkup().hydrate()).isEqualTo("anyone");
    }

    @Test
    void theEditorsHeadlineIsOnThePaywall() {
        sling.create().resource(BLOCK + "2", Map.of("headline", "Only for you"));
        sling.currentResource(BLOCK + "2");

        assertThat(block().getPaywall().paywall().headline()).isEqualTo("Only for you");
    }

    @Test
    void whoIsSignedInIsNotAskedToSignIn() {
        gate.reader = Optional.of(new Reader("mem_1", "a@example.com", null, true, Set.of(), Instant.MAX));

        assertThat(block().getPaywall().form()).isNull();
    }

    @Test
    void whereASignInIsEnoughThePaywallSaysSo() {
        gate.requirement = Requirement.forRegistered();
        gate.offers = List.of();

        PaywallCard paywall = block().getPaywall();

        assertThat(paywall.paywall().reason()).contains("it costs nothing");
        assertThat(paywall.signIn()).isEmpty();
        assertThat(paywall.form()).isNotNull();
    }

    @Test
    void whatCannotBeBoughtHasNoButton() {
        List<OfferCard.TermCard> terms = block().getPaywall().offers().get(0).terms();

        assertThat(terms).extracting(card -> card.term().buyable()).containsExactly(true, false);
        assertThat(terms.get(0).buttonName()).isEqualTo("Day pass: Buy for €1.99");
    }

    @Test
    void theEditorSeesForWhomItIsAndWhatIsOffered() {
        EditorState state = block().getState();

        assertThat(state.readers()).isEqualTo("Readers with Premium articles");
        assertThat(state.offers()).isEqualTo("Digital");
        assertThat(state.delivery()).isEqualTo("Decided for each reader");
        assertThat(state.warnings()).isEmpty();
    }

    @Test
    void aBlockWithoutTeaserIsWarnedAbout() {
        sling.create().resource(BLOCK + "3", Map.of("access", "registered"));
        sling.currentResource(BLOCK + "3");

        assertThat(codes()).containsExactly("no-teaser");
    }

    @Test
    void aBlockThatFollowsAFreePageIsWarnedAbout() {
        sling.create().resource(BLOCK + "4", Map.of("access", "page"));
        sling.currentResource(BLOCK + "4");
        gate.free();

        assertThat(codes()).containsExactly("page-is-free");
    }

    private List<String> codes() {
        return block().getState().warnings().stream().map(Warning::code).toList();
    }

    private GatedContentBlock block() {
        return new GatedContentBlock(sling.request());
    }
}
