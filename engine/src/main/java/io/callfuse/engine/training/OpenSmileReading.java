package io.callfuse.engine.training;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What openSMILE says of one recording: its CSV file has a line of names and a line of numbers, between semicolons, of which the
 * first two are the recording's name and a time.
 *
 * @param names of the features
 * @param values in the same order; {@code NaN} where there is none
 */
record OpenSmileReading(List<String> names, float[] values) {
    private static final String FIRST_COLUMNS = "name;frameTime;";
    private static final int NO_FEATURES = 2;

    /**
     * Reads the lines of a file.
     *
     * @throws IOException naming the recording when they are not what openSMILE writes
     */
    static OpenSmileReading parse(List<String> lines, String recording) throws IOException {
        if (lines.isEmpty() || !lines.get(0).startsWith(FIRST_COLUMNS)) {
            throw new IOException(recording + ": not a table of openSMILE, it does not begin with " + FIRST_COLUMNS);
        }
        if (lines.size() != 2) {
            throw new IOException(recording + ": " + (lines.size() - 1) + " lines of values, not 1");
        }
        List<String> header = List.of(lines.get(0).split(";", -1));
        String[] cells = lines.get(1).split(";", -1);
        if (cells.length != header.size()) {
            throw new IOException(recording + ": " + cells.length + " values, but " + header.size() + " names");
        }
        float[] values = new float[cells.length - NO_FEATURES];
        for (int f = 0; f < values.length; f++) {
            values[f] = number(cells[f + NO_FEATURES].strip(), header.get(f + NO_FEATURES), recording);
        }
        return new OpenSmileReading(header.subList(NO_FEATURES, header.size()), values);
    }

    /** What C prints for no number, or for one without end, is a missing value, as is the question mark of Weka's files. */
    private static float number(String cell, String column, String recording) throws IOException {
        String lower = cell.toLowerCase(Locale.ROOT);
        if (cell.isEmpty() || cell.equals("?") || lower.contains("nan") || lower.contains("inf")) {
            return Float.NaN;
        }
        try {
            float value = Float.parseFloat(cell);
            return Float.isFinite(value) ? value : Float.NaN;
        } catch (NumberFormatException e) {
            throw new IOException(recording + ": " + column + " is '" + cell + "', which is no number", e);
        }
    }
}
