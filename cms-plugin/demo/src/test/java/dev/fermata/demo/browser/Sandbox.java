package dev.fermata.demo.browser;

import dev.fermata.stripesandbox.StripeSandbox;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.event.Deliveries;
import java.util.List;

/** The local Stripe's merchant and bank, who know buyers by their address. */
record Sandbox(StripeSandbox stripe) {

    /** Lets the money of this buyer's delayed debit arrive, or not. */
    void decideDebit(String email, boolean paid) {
        stripe.merchant().decide(session(email), paid);
    }

    /** Gives this buyer all the money back. */
    void refund(String email) {
        stripe.refund(session(email));
    }

    /** How often this buyer has paid. */
    long charges(String email) {
        return of(email).stream().filter(Ledger.Entry::isPaid).count();
    }

    void holdDeliveries() {
        stripe.deliveries().hold();
    }

    void releaseDeliveries() {
        stripe.deliveries().release(Deliveries.Order.AS_HAPPENED);
    }

    private String session(String email) {
        List<Ledger.Entry> entries = of(email);
        return entries.get(entries.size() - 1).sessionId();
    }

    private List<Ledger.Entry> of(String email) {
        return stripe.ledger().entries().stream()
                .filter(entry -> email.equals(entry.email()))
                .toList();
    }
}
