package dev.fermata.service.stripe;

import dev.fermata.service.stripe.WebhookSilenceDao.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether Stripe still tells. What it would have told is known from its own list, so a shop where nothing happens is not silent;
 * without the list, from the pages that were opened: each ends in an event, paid or expired.
 */
public final class WebhookSilence {

    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Duration patience;

    /** @param patience how long an event may be on its way */
    public WebhookSilence(Jdbi jdbi, InstantSource clock, Duration patience) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.patience = patience;
    }

    /** The types of events that Stripe has, and does not tell of any more. */
    List<String> types() {
        Instant now = clock.instant();
        return jdbi.withExtension(
                WebhookSilenceDao.class,
                dao -> dao.silentTypes(now.minus(REMEMBERED), now.minus(patience), patience.toString()));
    }

    /** Whether pages were opened and are over, and nothing at all was told since. */
    boolean sincePagesWereOpened() {
        Instant now = clock.instant();
        Instant told = newest().map(Told::receivedAt).orElse(now.minus(REMEMBERED));
        return jdbi.withExtension(WebhookSilenceDao.class, dao -> dao.anyPageOver(told, now.minus(patience)));
    }

    /** How long ago the webhook last told of anything, up to a week. */
    public Optional<Duration> sinceTold() {
        return newest().map(told -> Duration.between(told.receivedAt(), clock.instant()));
    }

    /** How long the newest event was on its way. */
    public Optional<Duration> lag() {
        return newest().map(Told::lag);
    }

    /** How many events of the last day only the sweep found. */
    public long untold() {
        return jdbi.withExtension(
                WebhookSilenceDao.class, dao -> dao.untold(clock.instant().minus(DAY)));
    }

    private Optional<Told> newest() {
        return jdbi.withExtension(
                WebhookSilenceDao.class, dao -> dao.newestTold(clock.instant().minus(REMEMBERED)));
    }
}
