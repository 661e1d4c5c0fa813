package dev.fermata.service.purchase;

import dev.fermata.service.catalog.TermId;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface PurchaseDao {

    String COLUMNS =
            """
            SELECT id, term_id, term_version, amount, currency, buyer, buyer_member_id, buyer_email, device_session_id,
                   base_url, return_url, member_id, payment, delivery, money_back, quarantine, provider_account, livemode,
                   checkout_id, checkout_url, checkout_attempt, checkout_expires_at, payment_id, charge_id, amount_paid,
                   amount_refunded, version, link_mailed_at, created_at, paid_at, updated_at
            FROM purchase
            """;

    @SqlQuery(COLUMNS + "WHERE id = :id")
    Optional<Purchase> find(PurchaseId id);

    @SqlQuery(COLUMNS + "WHERE id = :id FOR UPDATE")
    Optional<Purchase> lock(PurchaseId id);

    @SqlQuery(COLUMNS + "WHERE checkout_id = :checkoutId")
    Optional<Purchase> findByCheckout(String checkoutId);

    @SqlQuery(COLUMNS + "WHERE payment_id = :paymentId")
    Optional<Purchase> findByPayment(String paymentId);

    /** An unfinished purchase of the term: one that was begun in this browser by nobody known or as somebody else, or the buyer's. */
    @SqlQuery(
            COLUMNS
                    + """
                    WHERE id IN (
                        SELECT id FROM purchase
                        WHERE buyer = :buyer AND term_id = :term AND payment IN ('created', 'open', 'processing')
                        UNION ALL SELECT id FROM purchase
                        WHERE device_session_id = :browser AND term_id = :term
                            AND payment IN ('created', 'open', 'processing'))
                    ORDER BY buyer = :buyer LIMIT 1
                    """)
    Optional<Purchase> unfinished(String buyer, SessionId browser, TermId term);

    /** What could be paid since before that time, in the order of ids. */
    @SqlQuery(
            COLUMNS
                    + """
                    WHERE payment IN ('open', 'processing') AND created_at < :before AND id > :after
                    ORDER BY id LIMIT :most
                    """)
    List<Purchase> unsettled(Instant before, PurchaseId after, int most);

    /** What has a checkout and changed in a window of time, in the order of changes, after the one that changed last before. */
    @SqlQuery(
            COLUMNS
                    + """
                    WHERE updated_at >= :since AND updated_at < :until AND (updated_at, id) > (:changed, :after)
                        AND checkout_id IS NOT NULL
                    ORDER BY updated_at, id LIMIT :most
                    """)
    List<Purchase> changed(Instant since, Instant until, Instant changed, PurchaseId after, int most);

    /** False if the buyer has an unfinished purchase of the term already. */
    @SqlUpdate(
            """
            INSERT INTO purchase (id, term_id, term_version, amount, currency, buyer, buyer_member_id, buyer_email,
                device_session_id, base_url, return_url, payment, delivery, money_back, checkout_attempt,
                checkout_expires_at, amount_refunded, version, created_at, updated_at)
            VALUES (:id, :termId, :termVersion, :amount, :currency, :buyer, :buyerMemberId, :buyerEmail,
                :deviceSessionId, :baseUrl, :returnUrl, 'created', 'unfulfilled', 'none', 1,
                :checkoutExpiresAt, 0, 0, :createdAt, :createdAt)
            ON CONFLICT (buyer, term_id) WHERE payment IN ('created', 'open', 'processing') DO NOTHING
            """)
    boolean insert(@BindMethods Purchase purchase);

    /** The next attempt is asked for under a key of its own. */
    @SqlUpdate(
            """
            UPDATE purchase SET checkout_attempt = checkout_attempt + 1, updated_at = :now
            WHERE id = :id AND checkout_attempt = :attempt AND checkout_id IS NULL
            """)
    void giveUpAttempt(PurchaseId id, int attempt, Instant now);

    /** Whether the buyer, or somebody in this browser, paid for the term and a person has to look before it is granted. */
    @SqlQuery(
            """
            SELECT EXISTS (SELECT 1 FROM purchase
                WHERE (buyer = :buyer OR device_session_id = :browser) AND term_id = :term AND quarantine IS NOT NULL)
            """)
    boolean isHeld(String buyer, SessionId browser, TermId term);

    /** Notes the checkout that was opened, once; whatever became of the purchase meanwhile. */
    @SqlUpdate(
            """
            UPDATE purchase SET payment = CASE payment WHEN 'created' THEN 'open' ELSE payment END,
                checkout_id = :checkoutId, checkout_url = :url, provider_account = :account, livemode = :livemode,
                version = version + 1, updated_at = :now
            WHERE id = :id AND checkout_id IS NULL
            """)
    boolean opened(
            PurchaseId id, String checkoutId, @Nullable String url, String account, boolean livemode, Instant now);

    @SqlUpdate("UPDATE purchase SET return_url = :returnUrl, updated_at = :now WHERE id = :id")
    void returnTo(PurchaseId id, String returnUrl, Instant now);

    /** False if it has changed, or is finished. */
    @SqlUpdate(
            """
            UPDATE purchase SET payment = 'expired', version = version + 1, updated_at = :now
            WHERE id = :id AND version = :version AND payment IN ('created', 'open', 'processing')
            """)
    boolean abandon(PurchaseId id, long version, Instant now);

    /** As it is then; empty if it has changed. */
    @SqlQuery(
            """
            UPDATE purchase SET payment = :s.payment, delivery = :s.delivery, money_back = :s.moneyBack,
                quarantine = :s.quarantine, member_id = :member, payment_id = COALESCE(:paymentId, payment_id),
                charge_id = COALESCE(:chargeId, charge_id), amount_paid = :amountPaid, amount_refunded = :refunded,
                paid_at = :paidAt, version = version + 1, updated_at = :now
            WHERE id = :id AND version = :version
            RETURNING *
            """)
    Optional<Purchase> settle(
            PurchaseId id,
            long version,
            @BindMethods("s") Settlement settlement,
            @Nullable MemberId member,
            @Nullable String paymentId,
            @Nullable String chargeId,
            @Nullable Long amountPaid,
            long refunded,
            @Nullable Instant paidAt,
            Instant now);

    /** True for the one caller who shall mail the sign-in link. */
    @SqlUpdate("UPDATE purchase SET link_mailed_at = :now WHERE id = :id AND link_mailed_at IS NULL")
    boolean claimLinkMail(PurchaseId id, Instant now);

    @SqlQuery("SELECT count(*) FROM purchase WHERE quarantine IS NOT NULL")
    long quarantined();
}
