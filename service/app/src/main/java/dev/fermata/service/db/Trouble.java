package dev.fermata.service.db;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the database from doing what it was asked, and is no mistake of ours: told apart by SQLSTATE
 * (<a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: error codes</a>). Remembers the latest one.
 */
public final class Trouble {

    /** Another attempt gets through: nothing that an operator has to know. */
    private static final String GAVE_WAY = "40";

    private final InstantSource clock;
    private volatile @Nullable Seen latest;

    Trouble(InstantSource clock) {
        this.clock = clock;
    }

    private record Seen(String what, Instant when) {}

    /** In a few words, why the database could not; empty if the exception is about something else. */
    public static Optional<String> in(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return named(sql.getSQLState());
            }
            if (cause instanceof ConnectionException && cause.getCause() instanceof SQLException sql) {
                return Optional.of(named(sql.getSQLState()).orElse("no connection: " + firstLine(sql)));
            }
        }
        return Optional.empty();
    }

    private static String firstLine(SQLException exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    }

    private static Optional<String> named(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return Optional.empty();
        }
        String what =
                switch (state) {
                    case "25006" -> "it can only be read";
                    case "40001", "40P01" -> "a transaction gave way to another";
                    case "53100" -> "its disk is full";
                    case "53200" -> "it is out of memory";
                    case "53300" -> "it takes no more connections";
                    case "55P03" -> "a lock was waited for too long";
                    case "57014" -> "a statement took too long";
                    case "57P01", "57P02", "57P03" -> "it stops or starts";
                    default ->
                        switch (state.substring(0, 2)) {
                            case "08" -> "it does not answer";
                            case "53" -> "it is short of something";
                            case "57" -> "it was stopped by its operator";
                            case "58" -> "its machine fails it";
                            default -> null;
                        };
                };
        return Optional.ofNullable(what).map(words -> words + " (" + state + ")");
    }

    void note(SQLException exception) {
        if (!String.valueOf(exception.getSQLState()).startsWith(GAVE_WAY)) {
            in(exception).ifPresent(what -> latest = new Seen(what, clock.instant()));
        }
    }

    /** What it was, if it was not longer ago than this. */
    Optional<String> within(Duration age) {
        return Optional.ofNullable(latest)
                .filter(seen -> seen.when().plus(age).isAfter(clock.instant()))
                .map(Seen::what);
    }
}
