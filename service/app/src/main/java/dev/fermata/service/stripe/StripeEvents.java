package dev.fermata.service.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The inbox of Stripe events: each is stored once, whatever Stripe repeats, and worked on until it is finished. */
public class StripeEvents {

    /** A worker that dies gives its event back after this long. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_ATTEMPTS = 60;
    private static final int LONGEST_ERROR = 500;

    private final Jdbi jdbi;
    private final InstantSource clock;

    public StripeEvents(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What became of an event. */
    enum State {
        /** To be worked on, now or when its pause is over. */
        PENDING,
        /** Worked on; what it said has happened here too. */
        DONE,
        /** Not about anything that we made, as far as our key could see. */
        IGNORED,
        /** Given up after two days of attempts; health is red until Stripe is told to send it again. */
        DEAD
    }

    /** An event that this worker holds for a while. */
    record Taken(String id, String type, String account, boolean livemode, @Nullable String objectId, int attempts) {}

    /**
     * Stores it to be worked on; false if it is here already, and is worked on or was. One that was given up or ignored is worked on
     * anew: whoever has Stripe send it again has put right what was in the way.
     */
    boolean receive(StripeEvent event, String payload) {
        return told(event, payload, State.PENDING)
                || jdbi.withExtension(StripeEventDao.class, dao -> dao.again(event, clock.instant()));
    }

    /** Stores it for the record only. */
    boolean ignore(StripeEvent event, String payload) {
        return told(event, payload, State.IGNORED);
    }

    /** Stores what the webhook did not tell of, to be worked on if it is ours; false if it is here already. */
    boolean sweep(StripeEvent event, String payload, boolean ours) {
        return insert(event, payload, ours ? State.PENDING : State.IGNORED, true);
    }

    /** The events that are due longest, so many at most. */
    List<Taken> take(int most) {
        Instant now = clock.instant();
        return jdbi.withExtension(StripeEventDao.class, dao -> dao.take(now, now.plus(LEASE), most));
    }

    void finish(List<Taken> events, State state) {
        if (events.isEmpty()) {
            return;
        }
        String[] accounts = events.stream().map(Taken::account).toArray(String[]::new);
        String[] ids = events.stream().map(Taken::id).toArray(String[]::new);
        jdbi.useExtension(StripeEventDao.class, dao -> dao.finish(accounts, ids, state, clock.instant()));
    }

    /** Tries again after a pause that doubles, or gives up in the end. */
    void fail(Taken event, Throwable error) {
        String text = String.valueOf(error);
        State state = event.attempts() < MOST_ATTEMPTS ? State.PENDING : State.DEAD;
        jdbi.useExtension(
                StripeEventDao.class,
                dao -> dao.fail(
                        event.account(),
                        event.id(),
                        state,
                        clock.instant().plus(pause(event.attempts())),
                        text.substring(0, Math.min(text.length(), LONGEST_ERROR))));
    }

    public long dead() {
        return jdbi.withExtension(StripeEventDao.class, StripeEventDao::dead);
    }

    /** The ids of those that were given up first. */
    List<String> firstDead(int most) {
        return jdbi.withExtension(StripeEventDao.class, dao -> dao.firstDead(most));
    }

    /** How long the event that waits longest has waited; empty if none waits. */
    public Optional<Duration> longestWait() {
        return jdbi.withExtension(StripeEventDao.class, StripeEventDao::oldestPending)
                .map(received -> Duration.between(received, clock.instant()));
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private boolean told(StripeEvent event, String payload, State state) {
        boolean stored = insert(event, payload, state, false);
        if (!stored) {
            jdbi.useExtension(StripeEventDao.class, dao -> dao.told(event));
        }
        return stored;
    }

    private boolean insert(StripeEvent event, String payload, State state, boolean swept) {
        return jdbi.withExtension(
                StripeEventDao.class, dao -> dao.insert(event, payload, state, swept, clock.instant()));
    }
}
