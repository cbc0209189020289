package io.callfuse.dsp.functional;

/**
 * The last values of one descriptor, and their statistics when asked. {@code NaN} stands for a frame that has no such value (the
 * pitch of an unvoiced one) and is passed over. Percentiles lie between two values by their rank, definition 7 of Hyndman and Fan (Sample
 * quantiles in statistical packages, 1996). Allocates when made; for one thread.
 */
public final class Contour {
    /** What is larger is no measurement. */
    private static final float LARGEST = 1e30f;

    private static final int[] GAPS = {301, 132, 57, 23, 10, 4, 1};

    private final float[] values;
    private final float[] sorted;
    private long accepted;
    private int count;
    private double mean;
    private double stddev;

    /**
     * @param capacity how many values are kept
     * @param scratch at least as long; may serve several contours of one thread, of which only the one summarised last can be
     *     asked for percentiles
     */
    public Contour(int capacity, float[] scratch) {
        if (scratch.length < capacity) {
            throw new IllegalArgumentException("scratch holds " + scratch.length + " values, not " + capacity);
        }
        values = new float[capacity];
        sorted = scratch;
    }

    /** Takes the next value; the oldest one leaves when there is no room. An infinity is no value either. */
    public void accept(double value) {
        values[(int) (accepted % values.length)] = Math.abs((float) value) <= LARGEST ? (float) value : Float.NaN;
        accepted++;
    }

    /** Computes the statistics of what is kept; they stand until the next call. */
    public void summarize() {
        summarizeLast(values.length);
    }

    /** Computes the statistics of the last {@code frames} values at most; they stand until the next call. */
    public void summarizeLast(int frames) {
        int kept = (int) Math.min(accepted, Math.min(frames, values.length));
        count = 0;
        double sum = 0;
        for (long i = accepted - kept; i < accepted; i++) {
            float value = values[(int) (i % values.length)];
            if (!Float.isNaN(value)) {
                sorted[count++] = value;
                sum += value;
            }
        }
        sort();
        mean = count == 0 ? Double.NaN : sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (sorted[i] - mean) * (sorted[i] - mean);
        }
        stddev = count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /** Shell's sort (1959) with the gaps of Ciura (2001): the library's sort allocates on values that come nearly in order. */
    private void sort() {
        for (int gap : GAPS) {
            for (int i = gap; i < count; i++) {
                float value = sorted[i];
                int at = i;
                while (at >= gap && sorted[at - gap] > value) {
                    sorted[at] = sorted[at - gap];
                    at -= gap;
                }
                sorted[at] = value;
            }
        }
    }

    /** How many values the statistics are of. */
    public int count() {
        return count;
    }

    /** Mean, {@code NaN} when there is no value. */
    public double mean() {
        return mean;
    }

    /** Standard deviation (divided by n), {@code NaN} when there is no value. */
    public double stddev() {
        return stddev;
    }

    /** Returns the value below which {@code percent} of the values lie, interpolated; {@code NaN} when there is none. */
    public double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = percent / 100 * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
