package io.callfuse.engine.policy.rules;

import java.util.Arrays;

/** The last seconds of a number on one leg, one sample a second. Made once; for one thread. */
final class SampledSeries {
    private final double[] ring;
    private long samples;
    private int streak;

    /** Remembers so many seconds. */
    SampledSeries(int seconds) {
        ring = new double[seconds];
        Arrays.fill(ring, Double.NaN);
    }

    /** Adds the sample of this second; {@code NaN} where it is not known. */
    void add(double value) {
        ring[(int) (samples % ring.length)] = value;
        samples++;
        streak = value == 1 ? streak + 1 : 0;
    }

    /** The sample of so many seconds ago; {@code NaN} from before the first. */
    private double ago(int seconds) {
        return seconds >= samples ? Double.NaN : ring[(int) ((samples - 1 - seconds) % ring.length)];
    }

    double mean(int seconds) {
        double sum = 0;
        int known = 0;
        for (int s = seconds - 1; s >= 0; s--) {
            double value = ago(s);
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    double max(int seconds) {
        double max = Double.NaN;
        for (int s = 0; s < seconds; s++) {
            double value = ago(s);
            max = value <= max ? max : Double.isNaN(value) ? max : value;
        }
        return max;
    }

    double min(int seconds) {
        double min = Double.NaN;
        for (int s = 0; s < seconds; s++) {
            double value = ago(s);
            min = value >= min ? min : Double.isNaN(value) ? min : value;
        }
        return min;
    }

    double share(int seconds) {
        double sum = 0;
        for (int s = 0; s < seconds; s++) {
            double value = ago(s);
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum / seconds;
    }

    double change(int seconds) {
        return ago(0) - ago(seconds);
    }

    /** Least squares; {@code NaN} where fewer than two seconds are known. */
    double trend(int seconds) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int s = seconds - 1; s >= 0; s--) {
            double y = ago(s);
            if (!Double.isNaN(y)) {
                double x = -s;
                n++;
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumXy += x * y;
            }
        }
        return n < 2 ? Double.NaN : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    }

    int streak() {
        return streak;
    }
}
