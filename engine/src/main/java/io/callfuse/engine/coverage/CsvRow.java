package io.callfuse.engine.coverage;

import java.util.ArrayList;
import java.util.List;

/** Splits a row as Asterisk writes it: columns in double quotes or bare, a quotation mark within quotes doubled. Stateless. */
final class CsvRow {
    private CsvRow() {}

    static List<String> columns(String row) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"';
            if (doubled) {
                column.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                columns.add(column.toString());
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString());
        return columns;
    }
}
