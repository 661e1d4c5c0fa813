package dev.fermata.service.db;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/** The one database: opened and migrated before anything else is built, closed last. */
public final class Database implements Managed {

    private final Optional<EmbeddedDatabase> embedded;
    private final ManagedDataSource dataSource;
    private final Jdbi jdbi;
    private final Trouble trouble;

    private Database(Optional<EmbeddedDatabase> embedded, ManagedDataSource dataSource, InstantSource clock) {
        this.embedded = embedded;
        this.dataSource = dataSource;
        this.jdbi = jdbi(dataSource);
        this.trouble = new Trouble(clock);
        if (dataSource instanceof DataSourceProxy pool) {
            jdbi.setSqlLogger(new Watch(pool, trouble));
        }
    }

    /** Opens the configured database, or starts the embedded one, and brings its schema up to date. */
    public static Database open(DatabaseConfiguration configuration, MetricRegistry metrics) {
        return open(configuration, metrics, InstantSource.system());
    }

    /** As {@link #open(DatabaseConfiguration, MetricRegistry)}, with the clock that says how long ago there was trouble. */
    public static Database open(DatabaseConfiguration configuration, MetricRegistry metrics, InstantSource clock) {
        Optional<EmbeddedDatabase> embedded = configuration.isEmbedded()
                ? Optional.of(EmbeddedDatabase.start(configuration.getDataDirectory(), configuration.getEmbeddedPort()))
                : Optional.empty();
        String url = embedded.map(EmbeddedDatabase::url).orElse(configuration.getUrl());
        try {
            Migrations.run(unlimited(configuration, url));
            return new Database(embedded, pool(configuration, url).build(metrics, "database"), clock);
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

    /** What kept it lately from doing what it was asked. */
    public Trouble trouble() {
        return trouble;
    }

    /** Shows in the metrics how many connections are in use, idle and waited for. */
    @Override
    public void start() throws Exception {
        dataSource.start();
    }

    @Override
    public void stop() throws Exception {
        dataSource.stop();
        embedded.ifPresent(EmbeddedDatabase::close);
    }

    private static DataSource unlimited(DatabaseConfiguration configuration, String url) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        if (!configuration.isEmbedded()) {
            dataSource.setUser(configuration.getUser());
            dataSource.setPassword(configuration.getPassword());
        }
        dataSource.setConnectTimeout((int) seconds(configuration.getConnectionTimeout()));
        dataSource.setOptions("-c timezone=UTC");
        return dataSource;
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
        pool.setValidatorClassName(Optional.of(LiveConnection.class.getName()));
        pool.setValidationInterval(Duration.seconds(2));
        pool.setRemoveAbandoned(false);
        pool.getProperties().put("ApplicationName", "fermata");
        pool.getProperties().put("logServerErrorDetail", "false");
        pool.getProperties().put("tcpKeepAlive", "true");
        limitTime(pool, configuration);
        return pool;
    }

    /**
     * Three limits, each a second wider than the one inside it: a lock is waited for, a statement runs, and the server may be silent.
     * So where the server can say what takes so long, it does.
     */
    private static void limitTime(DataSourceFactory pool, DatabaseConfiguration configuration) {
        long statement = configuration.getStatementTimeout().toMilliseconds();
        pool.getProperties().put("loginTimeout", Long.toString(seconds(configuration.getConnectionTimeout())));
        pool.getProperties().put("connectTimeout", Long.toString(seconds(configuration.getConnectionTimeout())));
        pool.getProperties().put("socketTimeout", Long.toString(seconds(configuration.getStatementTimeout()) + 1));
        pool.getProperties()
                .put(
                        "options",
                        "-c timezone=UTC -c statement_timeout=" + statement + " -c lock_timeout=" + (statement - 1000)
                                + " -c idle_in_transaction_session_timeout=" + 5 * statement);
    }

    private static long seconds(Duration limit) {
        return Math.max(1, limit.toSeconds());
    }
}
