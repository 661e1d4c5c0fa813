package dev.fermata.service.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings the schema up to date at start. Liquibase's lock lets one instance do it while the others wait. */
final class Migrations {

    private Migrations() {}

    /** @param dataSource without limits: a change to a large table takes longer than any request may */
    static void run(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> {
                try (var liquibase = new Liquibase(
                        "db/changelog.xml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
                    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                    liquibase.update();
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        } catch (LiquibaseException e) {
            throw new IllegalStateException("The database schema cannot be brought up to date: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
