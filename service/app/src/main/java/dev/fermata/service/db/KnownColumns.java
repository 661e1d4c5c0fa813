package dev.fermata.service.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds out once, not for each result, which column becomes which part of a row: the library's own mappers go through the annotations
 * of every constructor parameter for that, which costs more than most queries. There are as many entries as there are different lists
 * of columns in our SQL.
 */
final class KnownColumns<T> implements RowMapper<T> {

    private final RowMapper<T> mapper;
    private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

    KnownColumns(RowMapper<T> mapper) {
        this.mapper = mapper;
    }

    @Override
    public T map(ResultSet rows, StatementContext context) throws SQLException {
        return specialize(rows, context).map(rows, context);
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        RowMapper<T> known = byColumns.get(columns);
        if (known == null) {
            known = mapper.specialize(rows, context);
            byColumns.put(columns, known);
        }
        return known;
    }

    private static List<String> columns(ResultSetMetaData rows) throws SQLException {
        int count = rows.getColumnCount();
        List<String> columns = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            columns.add(rows.getColumnLabel(i));
        }
        return columns;
    }
}
