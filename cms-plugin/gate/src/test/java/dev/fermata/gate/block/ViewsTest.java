package dev.fermata.gate.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.Reader;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.catalogue.Money;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.gate.catalogue.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final Resource PREMIUM = new Resource("res_1", "premium", "Premium articles");
    private static final Offer OFFER = new Offer(
            "off_1",
            "digital",
            "Digital",
            null,
            List.of(
                    new Term("term_day", "Day pass", new Money(199, "EUR"), "P1D", List.of(PREMIUM)),
                    new Term("term_gift", "Gift", null, null, List.of())));
    private static final Labels ENGLISH = Labels.of(Locale.ENGLISH);

    @Test
    void anOfferIsInAReadersWords() {
        OfferView offer = OfferView.of(OFFER, Labels.of(Locale.GERMANY));

        assertThat(offer.description()).isEmpty();
        assertThat(offer.terms())
                .containsExactly(
                        new TermView("term_day", "Day pass", "1,99\u00a0€", "1 Tag", List.of("Premium articles"), true),
                        new TermView("term_gift", "Gift", "Nicht zu kaufen", "unbegrenzt", List.of(), false));
    }

    @Test
    void aPaywallSaysWhyAndKeepsTheEditorsHeadline() {
        Denied denied = new Denied(Denied.Reason.METER_EXHAUSTED, List.of(OFFER));

        PaywallView paywall = PaywallView.of(denied, "Stay with us", denied.offers(), "https://m.example/a", ENGLISH);

        assertThat(paywall.headline()).isEqualTo("Stay with us");
        assertThat(paywall.reason()).contains("all free articles");
        assertThat(paywall.offers()).hasSize(1);
        assertThat(paywall.returnUrl()).isEqualTo("https://m.example/a");
        assertThat(PaywallView.of(denied, " ", List.of(), "", ENGLISH).headline())
                .isEqualTo("Read on");
    }

    @Test
    void aPaywallForAnybodySaysWhatIsTrueForAnybody() {
        assertThat(PaywallView.forAnybody(Requirement.forRegistered(), "", List.of(), "", ENGLISH)
                        .reason())
                .contains("registered");
        assertThat(PaywallView.forAnybody(Requirement.anyOf(Set.of("premium")), "", List.of(OFFER), "", ENGLISH)
                        .reason())
                .contains("with access");
    }

    @Test
    void whoIsOnlyIdentifiedIsNotSignedIn() {
        Reader reader = new Reader("mem_1", "ann@example.com", null, false, Set.of(), Instant.EPOCH);

        assertThat(AccountView.of(Optional.of(reader))).isEqualTo(new AccountView(false, "ann@example.com"));
        assertThat(AccountView.of(Optional.empty())).isEqualTo(new AccountView(false, ""));
    }
}
