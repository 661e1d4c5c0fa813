package dev.fermata.service.purchase;

import dev.fermata.service.db.Secret;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.DeviceSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The word in the return URL that tells a page how a purchase ended: works once, for ten minutes, in the browser it was made for, and
 * is kept as a hash only. It carries no right: the browser's session does.
 */
public class PurchaseTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final InstantSource clock;

    public PurchaseTokens(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A stored token. */
    record Row(PurchaseId purchaseId, String deviceSessionId, Instant expiresAt, @Nullable Instant usedAt) {}

    String issue(PurchaseId purchase, DeviceSession browser) {
        Secret token = Secret.next();
        Instant now = clock.instant();
        jdbi.useExtension(
                PurchaseTokenDao.class,
                dao -> dao.insert(token.hash(), purchase, browser.id(), now, now.plus(LIFETIME)));
        return token.value();
    }

    /** Uses the token up; of any number of callers at once, one gets the purchase. */
    PurchaseId redeem(String token, Optional<DeviceSession> browser) {
        String hash = new Secret(token).hash();
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(PurchaseTokenDao.class);
            Row row = dao.find(hash)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.PURCHASE_TOKEN_UNKNOWN, "No purchase gave out this token"));
            if (browser.filter(session -> session.id().value().equals(row.deviceSessionId()))
                    .isEmpty()) {
                throw new ProblemException(
                        ProblemType.PURCHASE_TOKEN_OTHER_BROWSER, "The token works in the browser that paid only");
            }
            Instant now = clock.instant();
            if (!now.isBefore(row.expiresAt())) {
                throw over(ProblemType.PURCHASE_TOKEN_EXPIRED, "The token was good for ten minutes", row);
            }
            if (!dao.use(hash, now)) {
                throw over(ProblemType.PURCHASE_TOKEN_USED, "The token was good for one exchange", row);
            }
            return row.purchaseId();
        });
    }

    /** Names the purchase, which this browser may ask about: so a page whose answer was lost still learns how it ended. */
    private static ProblemException over(ProblemType type, String detail, Row row) {
        return new ProblemException(type, detail)
                .with("purchase_id", row.purchaseId().value());
    }
}
