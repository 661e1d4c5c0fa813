package dev.fermata.service.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.service.DatabaseUnderTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsIT {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static Database server;

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final Jdbi jdbi = Jdbi.create(database);

    @BeforeAll
    static void open() {
        server = DatabaseUnderTest.startIn(directory);
    }

    @AfterAll
    static void close() throws Exception {
        server.stop();
    }

    @BeforeEach
    void migrateAnEmptyDatabase() throws SQLException {
        String name = "db_" + DATABASES.incrementAndGet();
        server.jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        String url = server.jdbi()
                .withHandle(handle -> handle.getConnection().getMetaData().getURL());
        database.setUrl(url);
        database.setDatabaseName(name);
        Migrations.run(database);
    }

    @Test
    void leavesTheChangesAloneThatAreNoted() {
        // Its index is there, so going through it again would fail.
        execute("DELETE FROM databasechangelog WHERE id = '0011-add-index-for-sweep'");

        assertThatCode(() -> Migrations.run(database)).doesNotThrowAnyException();
    }

    @Test
    void goesThroughTheChangesOfASchemaWhateverIsNotedInAnother() {
        execute("CREATE SCHEMA staging");
        database.setCurrentSchema("staging,public");

        Migrations.run(database);

        assertThat(text("SELECT CAST(to_regclass('staging.purchase') AS text)")).isEqualTo("purchase");
    }

    @Test
    void startsWhereItMayNotNoteThem() {
        String noted = noted();
        execute("COMMENT ON TABLE databasechangelog IS 'sha256:of-another-version'");
        execute("DROP ROLE IF EXISTS guest");
        execute("CREATE ROLE guest LOGIN");
        execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO guest");
        database.setUser("guest");

        assertThatCode(() -> Migrations.run(database)).doesNotThrowAnyException();

        assertThat(noted()).isNotEqualTo(noted);
    }

    @Test
    void catchesUpWithWhatIsMissing() {
        execute("DROP INDEX purchase_unsettled_by_id");
        execute("DELETE FROM databasechangelog WHERE id = '0011-add-index-for-sweep'");
        execute("COMMENT ON TABLE databasechangelog IS 'sha256:of-another-version'");

        Migrations.run(database);

        assertThat(text("SELECT CAST(to_regclass('purchase_unsettled_by_id') AS text)"))
                .isEqualTo("purchase_unsettled_by_id");
        assertThat(noted()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void notesTheChangesOfADatabaseThatNeverHadThemNoted() {
        String noted = noted();
        execute("COMMENT ON TABLE databasechangelog IS NULL");

        Migrations.run(database);

        assertThat(noted()).isEqualTo(noted);
    }

    @Test
    void notesNothingThatFailed() {
        execute("COMMENT ON TABLE databasechangelog IS NULL");
        execute("DELETE FROM databasechangelog WHERE id = '0011-add-index-for-sweep'");

        assertThatThrownBy(() -> Migrations.run(database))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be brought up to date");
        assertThat(noted()).isNull();
    }

    private @Nullable String noted() {
        return text("SELECT obj_description(CAST('databasechangelog' AS regclass), 'pg_class')");
    }

    private @Nullable String text(String query) {
        return jdbi.withHandle(handle ->
                handle.createQuery(query).mapTo(String.class).findOne().orElse(null));
    }

    private void execute(String statement) {
        jdbi.useHandle(handle -> handle.execute(statement));
    }
}
