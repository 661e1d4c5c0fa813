package dev.fermata.service.db;

import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of every statement that fails. */
record Watch(DataSourceProxy pool, Trouble trouble) implements SqlLogger {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final String READ_ONLY = "25006";

    @Override
    public void logException(StatementContext context, SQLException exception) {
        trouble.note(exception);
        if (READ_ONLY.equals(exception.getSQLState())) {
            // A server that became a standby keeps its connections. New ones go to where the URL leads now.
            LOG.warn("The database can only be read; its connections are given up");
            pool.purgeOnReturn();
        }
    }
}
