package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.checkout.Checkout;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.PaymentMethods;
import dev.fermata.stripesandbox.payment.TestCard;
import dev.fermata.stripesandbox.payment.TestDebit;
import java.time.ZoneOffset;
import java.util.function.Function;

/** Plays the buyer of a session, without a browser. */
public final class Buyer {

    private static final String NAME = "Jenny Rosen";

    private final Accounts accounts;
    private final Checkout checkout;
    private final PaymentMethods methods;
    private final SandboxClock clock;

    public Buyer(Accounts accounts, Checkout checkout, PaymentMethods methods, SandboxClock clock) {
        this.accounts = accounts;
        this.checkout = checkout;
        this.methods = methods;
        this.clock = clock;
    }

    public Attempt pay(String sessionId, TestCard card, String email) {
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear();
        return pay(sessionId, email, account -> methods.card(account, card, 12, year + 3));
    }

    /** By delayed debit: the session completes unpaid, the money comes or fails later. */
    public Attempt pay(String sessionId, TestDebit debit, String email) {
        return pay(sessionId, email, account -> methods.debit(account, debit.iban()));
    }

    private Attempt pay(String sessionId, String email, Function<Account, ObjectNode> method) {
        Account account = account(sessionId);
        return account.locked(() -> {
            ObjectNode session = account.table(Sessions.TYPE).get(sessionId);
            ObjectNode paid = method.apply(account);
            methods.describe(paid, email, NAME);
            return checkout.pay(account, session, paid, new Checkout.Buyer(email, NAME), Origin.NONE);
        });
    }

    /** Ends the 3-D Secure challenge of a session. */
    public Attempt authenticate(String sessionId, boolean passed) {
        Account account = account(sessionId);
        return account.locked(() ->
                checkout.authenticate(account, account.table(Sessions.TYPE).get(sessionId), passed, Origin.NONE));
    }

    private Account account(String sessionId) {
        return accounts.holding(Sessions.TYPE, sessionId)
                .orElseThrow(() -> new IllegalArgumentException("No checkout session " + sessionId));
    }
}
