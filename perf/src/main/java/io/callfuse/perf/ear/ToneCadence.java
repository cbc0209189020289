package io.callfuse.perf.ear;

/**
 * A cadence of tones, written as exchanges' tables are: {@code 440+480/2000,0/4000} is both tones for 2 s, then 4 s of nothing,
 * and so on; {@code 400*25} is 400 Hz whose amplitude swings at 25 Hz. Each burst begins and ends within 2 ms. Without state.
 */
final class ToneCadence {
    private static final double RATE_HZ = 8000;
    private static final int RAMP_SAMPLES = 16;

    private ToneCadence() {}

    /** Returns this many samples of the cadence, each tone of amplitude 1. */
    static double[] samples(String cadence, int length) {
        double[] samples = new double[length];
        String[] steps = cadence.split(",");
        int at = 0;
        for (int step = 0; at < length; step = (step + 1) % steps.length) {
            String[] parts = steps[step].split("/");
            int duration = parts.length == 1 ? length : (int) (Double.parseDouble(parts[1]) * RATE_HZ / 1000);
            for (String tone : parts[0].split("\\+")) {
                addTone(samples, at, Math.min(duration, length - at), tone);
            }
            at += duration;
        }
        return samples;
    }

    private static void addTone(double[] samples, int from, int length, String tone) {
        String[] parts = tone.split("\\*");
        double hz = Double.parseDouble(parts[0]);
        if (hz == 0) {
            return;
        }
        double swingHz = parts.length == 1 ? 0 : Double.parseDouble(parts[1]);
        for (int i = 0; i < length; i++) {
            double seconds = i / RATE_HZ;
            double swing = swingHz == 0 ? 1 : (1 + StrictMath.cos(2 * Math.PI * swingHz * seconds)) / 2;
            double ramp = Math.min(1, (1.0 + Math.min(i, length - 1 - i)) / RAMP_SAMPLES);
            samples[from + i] += swing * ramp * StrictMath.sin(2 * Math.PI * hz * seconds);
        }
    }
}
