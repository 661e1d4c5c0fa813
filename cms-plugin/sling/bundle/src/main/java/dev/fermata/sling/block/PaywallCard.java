package dev.fermata.sling.block;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.Reader;
import dev.fermata.gate.block.Labels;
import dev.fermata.gate.block.PaywallView;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.sling.gate.RequestGate;
import java.util.List;
import org.apache.sling.api.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A paywall as its script writes it.
 *
 * @param signIn invites to sign in; empty for whoever is signed in
 * @param form null for whoever is signed in
 */
public record PaywallCard(PaywallView paywall, List<OfferCard> offers, String signIn, @Nullable SignInForm form) {

    public PaywallCard {
        offers = List.copyOf(offers);
    }

    /** Of the page or block; null if this visitor may read it. */
    static @Nullable PaywallCard of(RequestGate gate, Resource gated, String headline) {
        if (!(gate.decision(gated) instanceof GateDecision.Denied denied)) {
            return null;
        }
        Labels labels = Labels.of(gate.locale());
        List<Offer> offers = gate.offers(gated);
        PaywallView paywall = gate.isHydrated(gated)
                ? PaywallView.forAnybody(gate.requirement(gated), headline, offers, gate.returnUrl(), labels)
                : PaywallView.of(denied, headline, offers, gate.returnUrl(), labels);
        List<OfferCard> cards = OfferCard.of(paywall.offers(), paywall.returnUrl(), labels);
        if (gate.reader().filter(Reader::authenticated).isPresent()) {
            return new PaywallCard(paywall, cards, "", null);
        }
        return new PaywallCard(
                paywall, cards, labels.text("paywall.sign-in"), SignInForm.of(paywall.returnUrl(), labels));
    }
}
