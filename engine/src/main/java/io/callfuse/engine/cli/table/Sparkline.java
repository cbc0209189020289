package io.callfuse.engine.cli.table;

/** A curve of one line of text. */
public final class Sparkline {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws values of 0 to 100 in at most so many characters; each stands for the greatest value in its share of the time.
     * Empty for no values.
     */
    public static String of(double[] values, int width) {
        int columns = Math.min(values.length, width);
        StringBuilder line = new StringBuilder(columns);
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * values.length / columns);
            int to = (int) ((long) (column + 1) * values.length / columns);
            double greatest = 0;
            for (int i = from; i < to; i++) {
                greatest = Math.max(greatest, values[i]);
            }
            int level = (int) (greatest / 100 * LEVELS.length());
            line.append(LEVELS.charAt(Math.min(LEVELS.length() - 1, level)));
        }
        return line.toString();
    }
}
