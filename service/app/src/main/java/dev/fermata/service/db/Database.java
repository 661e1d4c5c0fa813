package dev.fermata.service.db;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The one database: opened and migrated before anything else is built, closed last. */
public final class Database implements Managed {

    private final Optional<EmbeddedDatabase> embedded;
    private final ManagedDataSource dataSource;
    private final Jdbi jdbi;

    private Database(Optional<EmbeddedDatabase> embedded, ManagedDataSource dataSource) {
        this.embedded = embedded;
        this.dataSource = dataSource;
        this.jdbi = jdbi(dataSource);
    }

    /** Opens the configured database, or starts the embedded one, and brings its schema up to date. */
    public static Database open(DatabaseConfiguration configuration, MetricRegistry metrics) {
        Optional<EmbeddedDatabase> embedded = configuration.isEmbedded()
                ? Optional.of(EmbeddedDatabase.start(configuration.getDataDirectory(), configuration.getEmbeddedPort()))
                : Optional.empty();
        String url = embedded.map(EmbeddedDatabase::url).orElse(configuration.getUrl());
        try {
            var database = new Database(embedded, pool(configuration, url).build(metrics, "database"));
            Migrations.run(database.dataSource);
            return database;
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedDatabase::close);
            throw e;
        }
    }

    /** Speaks to that database in the way of this service: SQL objects, records, ids, enums and durations as they are stored. */
    public static Jdbi jdbi(DataSource dataSource) {
        var jdbi = Jdbi.create(dataSource)
                .installPlugin(new SqlObjectPlugin())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new RecordPlugin());
        SharedDaos.register(jdbi);
        // What is bound may be about a person, and must not get into a log by way of an exception.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void stop() throws Exception {
        dataSource.stop();
        embedded.ifPresent(EmbeddedDatabase::close);
    }

    private static DataSourceFactory pool(DatabaseConfiguration configuration, String url) {
        var pool = new DataSourceFactory();
        pool.setDriverClass("org.postgresql.Driver");
        pool.setUrl(url);
        if (!configuration.isEmbedded()) {
            pool.setUser(configuration.getUser());
            pool.setPassword(configuration.getPassword());
        }
        pool.setMinSize(2);
        pool.setInitialSize(2);
        pool.setMaxSize(configuration.getMaxConnections());
        pool.setMaxWaitForConnection(configuration.getConnectionTimeout());
        pool.setCheckConnectionOnBorrow(true);
        pool.setValidationInterval(Duration.seconds(5));
        pool.setValidationQueryTimeout(Duration.seconds(3));
        pool.setRemoveAbandoned(false);
        pool.getProperties().put("ApplicationName", "fermata");
        pool.getProperties().put("logServerErrorDetail", "false");
        pool.getProperties().put("connectTimeout", "3");
        pool.getProperties().put("socketTimeout", "30");
        pool.getProperties().put("options", "-c timezone=UTC -c statement_timeout=20000 -c lock_timeout=10000");
        return pool;
    }
}
