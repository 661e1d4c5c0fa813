package dev.fermata.service;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.DatabaseConfiguration;
import io.dropwizard.util.Duration;
import java.nio.file.Path;

/** A database of a test's own, with the schema and nothing in it. */
public final class DatabaseUnderTest {

    private DatabaseUnderTest() {}

    /** Started in this directory. Whoever starts it stops it. */
    public static Database startIn(Path directory) {
        return open(in(directory));
    }

    /** As {@link #startIn}; a statement may take as long as it takes to fill large tables on a slow machine. */
    public static Database startPatientIn(Path directory) {
        DatabaseConfiguration configuration = in(directory);
        configuration.setStatementTimeout(Duration.minutes(2));
        return open(configuration);
    }

    private static DatabaseConfiguration in(Path directory) {
        var configuration = new DatabaseConfiguration();
        configuration.setDataDirectory(directory);
        return configuration;
    }

    private static Database open(DatabaseConfiguration configuration) {
        return Database.open(configuration, new MetricRegistry());
    }
}
