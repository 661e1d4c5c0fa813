package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Term;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.entitlement.Grant;
import dev.fermata.service.entitlement.RevocationReason;
import dev.fermata.service.member.History;
import dev.fermata.service.member.Known;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Members;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.Sessions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Gives what was paid for, and has access follow the money afterwards; all in the settlement's transaction. */
public final class Fulfilment {

    private final Members members;
    private final History history;
    private final Sessions sessions;
    private final Entitlements entitlements;
    private final PurchaseMails mails;

    public Fulfilment(
            Members members, History history, Sessions sessions, Entitlements entitlements, PurchaseMails mails) {
        this.members = members;
        this.history = history;
        this.sessions = sessions;
        this.entitlements = entitlements;
        this.mails = mails;
    }

    /** Grants what the term gives, once, and returns who owns it from now on. */
    MemberId fulfil(Handle tx, Purchase purchase, Term term, CheckoutState state) {
        MemberId owner = owner(tx, purchase, state);
        entitlements.grant(
                tx, new Grant(owner, purchase.id().value(), term.resources(), term.duration(), term.repurchase()));
        history.record(
                tx,
                "purchase",
                owner,
                purchase.id().value(),
                Map.of(
                        "term_id", purchase.termId().value(),
                        "term_version", purchase.termVersion(),
                        "amount", purchase.amount(),
                        "currency", purchase.currency()));
        if (purchase.isAnonymous() || purchase.payment() == Payment.PROCESSING) {
            // Nobody signed in could find it otherwise; and whoever waited for a delayed debit is not looking any more.
            mails.sendLinkOnce(tx, purchase, owner, term.name());
        }
        return owner;
    }

    /** Access follows the money. */
    void follow(Handle tx, MemberId owner, Purchase purchase, Settlement settlement) {
        Delivery before = purchase.delivery();
        if (settlement.delivery() != before) {
            move(tx, owner, purchase, settlement);
        }
        if (settlement.moneyBack() != purchase.moneyBack()) {
            record(tx, owner, purchase, settlement.moneyBack());
        }
    }

    private void move(Handle tx, MemberId owner, Purchase purchase, Settlement settlement) {
        String id = purchase.id().value();
        switch (settlement.delivery()) {
            case REVOKED -> entitlements.revoke(tx, owner, id, reason(settlement.moneyBack()));
            case SUSPENDED -> entitlements.suspend(tx, owner, id);
            case FULFILLED -> {
                if (purchase.delivery() != Delivery.UNFULFILLED) {
                    entitlements.reinstate(tx, owner, id);
                }
            }
            case UNFULFILLED -> throw new IllegalStateException("The purchase " + id + " cannot be taken back unpaid");
        }
    }

    private static RevocationReason reason(MoneyBack moneyBack) {
        return moneyBack == MoneyBack.DISPUTED || moneyBack == MoneyBack.DISPUTE_LOST
                ? RevocationReason.DISPUTE
                : RevocationReason.REFUND;
    }

    private void record(Handle tx, MemberId owner, Purchase purchase, MoneyBack moneyBack) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("money_back", moneyBack);
        data.put("before", purchase.moneyBack());
        history.record(tx, "money_back", owner, purchase.id().value(), data);
    }

    /**
     * A signed-in buyer owns it, whatever e-mail address the checkout has. Else whoever signed in to the browser since. Else the
     * member of the typed address: a new member is signed in where it bought; a known one is not, for an address proves nothing, and
     * the browser may use no more than what it just bought.
     */
    private MemberId owner(Handle tx, Purchase purchase, CheckoutState state) {
        if (purchase.buyerMemberId() != null) {
            return purchase.buyerMemberId();
        }
        Optional<DeviceSession> browser = sessions.lock(tx, purchase.deviceSessionId());
        Optional<MemberId> signedIn = browser.filter(DeviceSession::isAuthenticated)
                .flatMap(session -> Optional.ofNullable(session.memberId()));
        if (signedIn.isPresent()) {
            return signedIn.get();
        }
        Known known = members.ensure(tx, Objects.requireNonNull(state.email()), state.name());
        MemberId owner = known.member().id();
        browser.ifPresent(session -> {
            if (known.created()) {
                sessions.signIn(tx, session.id(), owner, "purchase");
            } else {
                sessions.identify(tx, session.id(), owner);
            }
        });
        return owner;
    }
}
