package dev.fermata.gate.block;

import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Offer;
import java.util.List;
import java.util.Locale;

/**
 * What stands where a reader may not read.
 *
 * @param headline the editor's, or the usual one
 * @param reason why, and what would help
 * @param returnUrl the page's own absolute address, where a buyer comes back to
 */
public record PaywallView(String headline, String reason, List<OfferView> offers, String returnUrl) {

    public PaywallView {
        offers = List.copyOf(offers);
    }

    /**
     * The paywall of one visitor.
     *
     * @param headline the editor's; empty for the usual one
     * @param offers those of the denial, or the ones that the editor chose
     */
    public static PaywallView of(Denied denied, String headline, List<Offer> offers, String returnUrl, Labels labels) {
        String reason = denied.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return of(reason, headline, offers, returnUrl, labels);
    }

    /** The paywall of a page that is the same for everybody. */
    public static PaywallView forAnybody(
            Requirement requirement, String headline, List<Offer> offers, String returnUrl, Labels labels) {
        String reason = offers.isEmpty() && requirement.registered() ? "for-registered" : "for-readers";
        return of(reason, headline, offers, returnUrl, labels);
    }

    private static PaywallView of(String reason, String headline, List<Offer> offers, String returnUrl, Labels labels) {
        return new PaywallView(
                headline.isBlank() ? labels.text("paywall.headline") : headline,
                labels.text("paywall.reason." + reason),
                OfferView.of(offers, labels),
                returnUrl);
    }
}
