package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.Requirement;
import dev.fermata.gate.block.Labels;
import dev.fermata.gate.block.OfferView;
import dev.fermata.gate.block.PaywallView;
import dev.fermata.gate.block.TermView;
import dev.fermata.gate.catalogue.Offer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers find the gate's own words, as in every other host. */
class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void paywallsSayWhatTheGateSays(String language) {
        Labels labels = Labels.of(language);
        List<Offer> offers = new DemoCatalogue().offersSelling(Set.of("premium"));
        PaywallView sold = PaywallView.forAnybody(Requirement.anyOf(Set.of("premium")), "", offers, "", labels);
        PaywallView free = PaywallView.forAnybody(Requirement.forRegistered(), "", List.of(), "", labels);
        String headline = "main/00/headline";

        assertThat(Site.filtered().in(language).render(Site.page("article").with(headline, "")))
                .contains(sold.headline(), sold.reason(), labels.text("paywall.sign-in"));
        assertThat(Site.filtered().in(language).render(Site.page("article").with("main/00/access", "registered")))
                .contains(free.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void offersSayWhatTheGateSays(String language) {
        Labels labels = Labels.of(language);
        String page = Site.filtered().in(language).render(Site.page("article"));

        OfferView offer = OfferView.of(new DemoCatalogue().offers().get(0), labels);
        assertThat(offer.terms()).hasSize(3);
        for (TermView term : offer.terms()) {
            assertThat(page)
                    .contains(">" + term.price() + "<", ">" + term.duration() + "<")
                    .contains(">" + labels.text("buy.for", term.price()) + "</button>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void accountBarsSayWhatTheGateSays(String language) {
        Labels labels = Labels.of(language);
        assertThat(Site.filtered().in(language).render(Site.page("article")))
                .contains("aria-label=\"" + labels.text("account.label") + "\"")
                .contains(">" + labels.text("account.sign-in") + "<")
                .contains(">" + labels.text("account.purchases") + "<")
                .contains(">" + labels.text("account.sign-out") + "<");
    }
}
