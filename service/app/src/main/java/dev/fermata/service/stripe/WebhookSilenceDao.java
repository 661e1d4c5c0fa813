package dev.fermata.service.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface WebhookSilenceDao {

    /** When an event happened that the webhook told of, and when it did. */
    record Told(Instant occurredAt, Instant receivedAt) {
        Duration lag() {
            Duration lag = Duration.between(occurredAt, receivedAt);
            return lag.isNegative() ? Duration.ZERO : lag;
        }
    }

    /**
     * The types of which the newest event about a purchase of ours is one that only the sweep found, soon after it happened. One
     * that it found late happened while nobody here could have been told.
     */
    @SqlQuery(
            """
            WITH untold AS (
                SELECT type, max(occurred_at) AS newest FROM stripe_event
                WHERE swept AND state = 'done' AND occurred_at BETWEEN :since AND :before
                    AND received_at < occurred_at + CAST(:soon AS interval)
                GROUP BY type)
            SELECT type FROM untold WHERE NOT EXISTS (
                SELECT 1 FROM stripe_event told
                WHERE told.type = untold.type AND NOT told.swept
                    AND told.occurred_at > untold.newest AND told.received_at >= untold.newest - CAST(:soon AS interval))
            ORDER BY type
            """)
    List<String> silentTypes(Instant since, Instant before, String soon);

    /** Whether a page was opened after that time, and is over, so that Stripe must have had something to tell. */
    @SqlQuery(
            """
            SELECT EXISTS (
                SELECT 1 FROM purchase
                WHERE updated_at > :after AND created_at > :after AND checkout_id IS NOT NULL AND checkout_expires_at < :before)
            """)
    boolean anyPageOver(Instant after, Instant before);

    @SqlQuery(
            """
            SELECT occurred_at, received_at FROM stripe_event
            WHERE NOT swept AND received_at > :since ORDER BY received_at DESC LIMIT 1
            """)
    Optional<Told> newestTold(Instant since);

    @SqlQuery("SELECT count(*) FROM stripe_event WHERE swept AND occurred_at > :since")
    long untold(Instant since);
}
