package io.callfuse.engine.cli.table;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as their widest cell, under a headline and a rule. One thread. */
public final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    /** Begins a table with these headlines. */
    public TextTable(String... headlines) {
        columns = headlines.length;
        rows.add(List.of(headlines));
    }

    /** Adds a row; it must have a cell for each headline. */
    public TextTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines of the table, none with blanks at its end. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
        }
        lines.add(1, "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0)));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(BETWEEN);
        }
        return line.toString().stripTrailing();
    }
}
