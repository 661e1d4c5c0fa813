package dev.fermata.service.db;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.Resource;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date at start. Liquibase's lock lets one instance do it while the others wait. Which changes were gone
 * through last is noted at Liquibase's own table, as its comment: where they are the ones that we ship, Liquibase, which takes a
 * second to find that out, is not asked.
 */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** @param dataSource without limits: a change to a large table takes longer than any request may */
    static void run(DataSource dataSource) {
        try {
            String shipped = shipped();
            if (!shipped.equals(noted(dataSource))) {
                update(dataSource);
                note(dataSource, shipped);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        } catch (LiquibaseException e) {
            throw new IllegalStateException("The database schema cannot be brought up to date: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(DataSource dataSource) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> {
                try (var liquibase = new Liquibase(
                        "db/changelog.xml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
                    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                    liquibase.update();
                }
            });
        }
    }

    /** What was gone through last; null in a new schema, whatever other schemas hold. */
    private static @Nullable String noted(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet comment = statement.executeQuery(
                        "SELECT obj_description(to_regclass(quote_ident(current_schema()) || '.databasechangelog'), 'pg_class')")) {
            comment.next();
            return comment.getString(1);
        }
    }

    /** Saves time at the next start, and no more: a role that does not own the table may not, and is as well served. */
    private static void note(DataSource dataSource, String changes) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("COMMENT ON TABLE databasechangelog IS '" + changes + "'");
        } catch (SQLException e) {
            LOG.warn("The next start will ask Liquibase again, for the changes cannot be noted: {}", e.getMessage());
        }
    }

    /** A digest of every file of changes and its name. */
    private static String shipped() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var classpath = new ClassLoaderResourceAccessor()) {
            List<Resource> files = classpath.search("db", true).stream()
                    .sorted(Comparator.comparing(Resource::getPath))
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalStateException(
                        "The files of changes cannot be listed; the jar was packed anew without its folders");
            }
            for (Resource file : files) {
                digest.update(file.getPath().getBytes(StandardCharsets.UTF_8));
                try (InputStream content = file.openInputStream()) {
                    digest.update(content.readAllBytes());
                }
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
