package io.callfuse.engine.archive.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** Writes rows so that one that is there already stays as it is. Names of tables and columns are ours alone. Stateless. */
final class Rows {
    private Rows() {}

    /** Adds a row; returns whether it was not there. */
    static boolean add(Handle handle, String table, LineFields row) {
        try (Update update = handle.createUpdate(insert(table, row.values().keySet()) + " on conflict do nothing")) {
            return update.bindMap(row.values()).execute() > 0;
        }
    }

    /** Adds a row, or fills one that is there and has nothing in a column; returns whether it did either. */
    static boolean addOrFill(Handle handle, String table, String key, String whileNull, LineFields row) {
        String fill = row.values().keySet().stream()
                .filter(column -> !column.equals(key))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        String sql = insert(table, row.values().keySet()) + " on conflict (" + key + ") do update set " + fill
                + " where " + table + "." + whileNull + " is null";
        try (Update update = handle.createUpdate(sql)) {
            return update.bindMap(row.values()).execute() > 0;
        }
    }

    /** Adds rows of the same columns. */
    static void addAll(Handle handle, String table, List<LineFields> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String sql = insert(table, rows.get(0).values().keySet()) + " on conflict do nothing";
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (LineFields row : rows) {
                Map<String, Object> values = row.values();
                batch.bindMap(values).add();
            }
            batch.execute();
        }
    }

    private static String insert(String table, Set<String> columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";
    }
}
