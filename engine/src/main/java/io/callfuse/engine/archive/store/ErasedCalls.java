package io.callfuse.engine.archive.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tools.jackson.databind.JsonNode;

/** Removes the rows of calls from every table that has some. Stateless. */
final class ErasedCalls {
    private static final String COLUMN = "call_id";
    private static final int CALLS_AT_ONCE = 500;

    private ErasedCalls() {}

    /** Removes the calls that a line of the type {@code erase} names. */
    static void erase(Handle handle, JsonNode line) throws SQLException {
        List<String> calls = new ArrayList<>();
        line.path("calls").forEach(call -> calls.add(LineFields.fit(call.asString(""))));
        for (String table : tables(handle)) {
            for (int from = 0; from < calls.size(); from += CALLS_AT_ONCE) {
                List<String> some = calls.subList(from, Math.min(calls.size(), from + CALLS_AT_ONCE));
                try (Update update =
                        handle.createUpdate("delete from " + table + " where " + COLUMN + " in (<calls>)")) {
                    update.bindList("calls", some).execute();
                }
            }
        }
    }

    /** Says that nothing is left of the calls that a line names. */
    static void done(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "erasures",
                new LineFields()
                        .text("id", line.path("id"))
                        .put("told_unix_ms", LineFields.unixMs(line.path("at")))
                        .text("erased_by", line.path("by"))
                        .put("calls", (long) line.path("calls").size()));
    }

    /** The tables that have rows of calls. */
    static List<String> tables(Handle handle) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet columns = handle.getConnection()
                .getMetaData()
                .getColumns(null, handle.getConnection().getSchema(), null, COLUMN)) {
            while (columns.next()) {
                tables.add(columns.getString("TABLE_NAME"));
            }
        }
        return tables;
    }
}
