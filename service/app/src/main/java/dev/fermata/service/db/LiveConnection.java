package dev.fermata.service.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.Validator;

/**
 * Whether a pooled connection still answers. It waits for a second and not for as long as a statement may take, so a request that
 * meets a dead connection still has time for a new one.
 */
public final class LiveConnection implements Validator {

    private static final int SECONDS = 1;

    @Override
    public boolean validate(Connection connection, int validateAction) {
        try {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
