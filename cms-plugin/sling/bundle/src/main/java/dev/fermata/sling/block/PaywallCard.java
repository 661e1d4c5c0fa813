package dev.fermata.sling.block;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied.Reason;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
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
 * @param signIn invites those who bought already to sign in; empty where the reason does, and for whoever is signed in
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
        Requirement requirement = gate.requirement(gated);
        List<Offer> offers = gate.offers(gated);
        boolean signInIsEnough = requirement.registered() && offers.isEmpty();
        PaywallView paywall = gate.isHydrated(gated) || (signInIsEnough && denied.reason() == Reason.NOT_SIGNED_IN)
                ? PaywallView.forAnybody(requirement, headline, offers, gate.returnUrl(), labels)
                : PaywallView.of(denied, headline, offers, gate.returnUrl(), labels);
        List<OfferCard> cards = OfferCard.of(paywall.offers(), paywall.returnUrl(), labels);
        if (gate.reader().filter(Reader::authenticated).isPresent()) {
            return new PaywallCard(paywall, cards, "", null);
        }
        String signIn = signInIsEnough ? "" : labels.text("paywall.sign-in");
        return new PaywallCard(paywall, cards, signIn, SignInForm.of(paywall.returnUrl(), labels));
    }
}
