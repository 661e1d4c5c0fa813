package dev.fermata.service.db;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;

/** Red while the database does not answer, and for a minute after it could not do what it was asked; says why. */
public final class DatabaseHealthCheck extends HealthCheck {

    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Database database;

    public DatabaseHealthCheck(Database database) {
        this.database = database;
    }

    @Override
    protected Result check() {
        try {
            database.jdbi().useHandle(handle -> handle.execute("SELECT 1"));
        } catch (RuntimeException e) {
            return red(Trouble.in(e).orElse(e.toString()));
        }
        return database.trouble().within(LATELY).map(DatabaseHealthCheck::red).orElseGet(Result::healthy);
    }

    private static Result red(String why) {
        return Result.unhealthy("The database could not do what it was asked: " + why);
    }
}
