package dev.fermata.service;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.DatabaseConfiguration;
import java.nio.file.Path;

/** A database of a test's own, with the schema and nothing in it. */
public final class DatabaseUnderTest {

    private DatabaseUnderTest() {}

    /** Started in this directory. Whoever starts it stops it. */
    public static Database startIn(Path directory) {
        var configuration = new DatabaseConfiguration();
        configuration.setDataDirectory(directory);
        return Database.open(configuration, new MetricRegistry());
    }
}
