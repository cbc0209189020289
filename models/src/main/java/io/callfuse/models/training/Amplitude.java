package io.callfuse.models.training;

/** Sizes of the samples on a line, in units of a 16-bit sample. No state. */
final class Amplitude {
    /** What 0 dBFS is. */
    static final double FULL_SCALE = 32768;

    private Amplitude() {}

    /** Returns the factor of so many dB. */
    static double factor(double db) {
        return StrictMath.pow(10, db / 20);
    }

    /** Returns the mean square; 0 for no samples. */
    static double power(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }

    /** Adds something with this root mean square; something silent adds nothing. */
    static void add(double[] samples, double[] added, double rms) {
        double power = power(added);
        if (power > 0) {
            double factor = rms / Math.sqrt(power);
            for (int i = 0; i < samples.length; i++) {
                samples[i] += factor * added[i];
            }
        }
    }

    /** Returns the nearest 16-bit sample; what lies beyond their range becomes its end. */
    static short rounded(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
