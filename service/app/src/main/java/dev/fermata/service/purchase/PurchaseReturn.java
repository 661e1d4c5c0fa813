package dev.fermata.service.purchase;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.http.Origin;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.site.Sites;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What becomes of a browser that comes back from the payment page. */
public class PurchaseReturn {

    private static final String PAYMENT_FAILED = "payment_failed";

    private final Jdbi jdbi;
    private final PromptSettlement settlement;
    private final Sessions sessions;
    private final PurchaseTokens tokens;
    private final PurchaseMails mails;
    private final Catalog catalog;
    private final Sites sites;

    /** Seven parts: a return touches the money, the browser, its token, the mail, and the page it leads to. */
    public PurchaseReturn(
            Jdbi jdbi,
            PromptSettlement settlement,
            Sessions sessions,
            PurchaseTokens tokens,
            PurchaseMails mails,
            Catalog catalog,
            Sites sites) {
        this.jdbi = jdbi;
        this.settlement = settlement;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mails = mails;
        this.catalog = catalog;
        this.sites = sites;
    }

    /** Where the browser goes, or what it is told. */
    sealed interface Outcome {

        /**
         * To the page it came from, which learns how it ended from the address.
         *
         * @param browser the session as it is now, if the purchase gave it anything
         */
        record Back(URI page, Optional<DeviceSession> browser) implements Outcome {}

        /** Here, with the link back to the page. */
        record Told(URI page, Word word) implements Outcome {}
    }

    /** What a browser is told that is not sent back at once. */
    enum Word {
        /** The payment provider does not say yet how it ended. */
        ASKING,
        /** A delayed payment method is moving the money. */
        ON_ITS_WAY,
        /** The money is taken, and a person looks why nothing was granted. */
        HELD,
        /** Another browser's purchase is complete; the owner has mail. */
        COMPLETE_ELSEWHERE,
        /** Another browser's purchase, of which this one learns nothing. */
        ELSEWHERE
    }

    Outcome arrived(Purchase purchase, Optional<DeviceSession> browser) {
        Purchase settled = purchase.payment() == Payment.PAID ? purchase : settlement.settle(purchase);
        ReturnUrl page = page(settled);
        return browser.filter(settled::isOf).isPresent() ? own(settled, page, browser.get()) : elsewhere(settled, page);
    }

    /** Back without paying. The page stays payable, in another tab say, so nothing is marked. */
    URI canceled(Purchase purchase) {
        return page(purchase).withError(PAYMENT_FAILED);
    }

    private Outcome own(Purchase purchase, ReturnUrl page, DeviceSession browser) {
        return switch (purchase.payment()) {
            case PAID -> paid(purchase, page, browser);
            case FAILED, EXPIRED -> new Outcome.Back(page.withError(PAYMENT_FAILED), Optional.empty());
            case PROCESSING -> new Outcome.Told(page.page(), Word.ON_ITS_WAY);
            case CREATED, OPEN -> new Outcome.Told(page.page(), Word.ASKING);
        };
    }

    private Outcome paid(Purchase purchase, ReturnUrl page, DeviceSession browser) {
        return switch (purchase.delivery()) {
            case FULFILLED ->
                new Outcome.Back(
                        page.withToken(tokens.issue(purchase.id(), browser)),
                        jdbi.inTransaction(tx -> sessions.find(tx, browser.id())));
            case SUSPENDED, REVOKED -> new Outcome.Back(page.withError(PAYMENT_FAILED), Optional.empty());
            case UNFULFILLED ->
                purchase.quarantine() == null
                        ? new Outcome.Back(page.withError(PAYMENT_FAILED), Optional.empty())
                        : new Outcome.Told(page.page(), Word.HELD);
        };
    }

    private Outcome elsewhere(Purchase purchase, ReturnUrl page) {
        if (purchase.delivery() != Delivery.FULFILLED) {
            return new Outcome.Told(page.page(), Word.ELSEWHERE);
        }
        MemberId owner = Objects.requireNonNull(purchase.memberId());
        String bought =
                catalog.version(purchase.termId(), purchase.termVersion()).name();
        jdbi.useTransaction(tx -> mails.sendLinkOnce(tx, purchase, owner, bought));
        return new Outcome.Told(page.page(), Word.COMPLETE_ELSEWHERE);
    }

    /** Where it was started, or the site's front page if that origin is no longer registered. */
    private ReturnUrl page(Purchase purchase) {
        URI page = URI.create(purchase.returnUrl());
        boolean allowed = Origin.of(page).filter(sites::isRegistered).isPresent();
        return ReturnUrl.of(allowed ? page : purchase.base().resolve("/"));
    }
}
