package io.callfuse.engine.evaluation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A list with a headline, cells separated by commas, cells with a comma in them in double quotes (RFC 4180, but that no cell goes
 * over a line's end), UTF-8, with or without the mark that some programs put at the beginning. Empty lines and lines that begin
 * with {@code #} are no rows. Immutable.
 */
public final class CsvTable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * One row.
     *
     * @param line its number in the file, the headline being at 1 or below
     * @param cells one for each column, without blanks around them
     */
    public record Row(int line, List<String> cells) {
        /** Copies the cells. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    private final Path file;
    private final int headLine;
    private final List<String> columns;
    private final List<Row> rows;

    private CsvTable(Path file, Row head, List<Row> rows) {
        this.file = file;
        this.headLine = head.line();
        this.columns =
                head.cells().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a list.
     *
     * @throws ListException naming file and line where a row is not like the headline, or there is none
     * @throws IOException if the file cannot be read
     */
    public static CsvTable read(Path file) throws IOException, ListException {
        List<String> lines = lines(file);
        List<Row> rows = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 && lines.get(0).startsWith(BYTE_ORDER_MARK)
                    ? lines.get(0).substring(1)
                    : lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                int before = faults.size();
                Row row = row(file, i + 1, line, faults);
                if (faults.size() == before || rows.isEmpty()) {
                    rows.add(row);
                }
            }
        }
        if (rows.isEmpty()) {
            throw new ListException(file + ":1: the list is empty; its first line names the columns");
        }
        Row head = rows.remove(0);
        for (Row row : rows) {
            if (row.cells().size() != head.cells().size()) {
                faults.add(file + ":" + row.line() + ": " + row.cells().size() + " cells under a headline of "
                        + head.cells().size());
            }
        }
        CsvTable table = new CsvTable(file, head, rows);
        Set<String> seen = new HashSet<>();
        table.columns.stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> faults.add(table.head() + "two columns are named '" + name + "'"));
        ListException.throwIfAny(faults);
        return table;
    }

    private static List<String> lines(Path file) throws IOException, ListException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new ListException(file + ": is not text in UTF-8");
        }
    }

    /** The rows below the headline. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Finds a column that must be there.
     *
     * @throws ListException naming the headline and the columns there are
     */
    public int column(String name) throws ListException {
        int place = columns.indexOf(name);
        if (place < 0) {
            String hint =
                    columns.size() == 1 && columns.get(0).matches(".*[;\t].*") ? "; cells are separated by commas" : "";
            throw new ListException(
                    head() + "no column '" + name + "' in the headline (" + String.join(", ", columns) + ")" + hint);
        }
        return place;
    }

    /** Whether there is such a column. */
    public boolean has(String name) {
        return columns.contains(name);
    }

    /** The cell of a row in a column; empty where there is no such column. */
    public String cell(Row row, String name) {
        int place = columns.indexOf(name);
        return place < 0 ? "" : row.cells().get(place);
    }

    /** What to put before a message about a row: file and line. */
    public String at(Row row) {
        return file + ":" + row.line() + ": ";
    }

    private String head() {
        return file + ":" + headLine + ": ";
    }

    private static Row row(Path file, int number, String line, List<String> faults) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            faults.add(file + ":" + number + ": a quotation mark is not closed");
        }
        cells.add(cell.toString().strip());
        return new Row(number, cells);
    }
}
