package io.callfuse.dsp.functional;

/**
 * Mean and standard deviation of a stream by Welford's recurrence (1962), which does not lose digits. {@code NaN}, a value that
 * is not there, is passed over, and so is an infinity. For one thread.
 */
public final class Moments {
    private long count;
    private double mean;
    private double squares;

    /** Takes the next value. */
    public void accept(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        count++;
        double off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
    }

    /** How many values there were. */
    public long count() {
        return count;
    }

    /** Mean, {@code NaN} when there was no value. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Standard deviation of the values themselves (divided by n), {@code NaN} when there was no value. */
    public double stddev() {
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /** Forgets all values. */
    public void reset() {
        count = 0;
        mean = 0;
        squares = 0;
    }
}
