package io.callfuse.perf.ear;

import java.util.Random;

/** What facsimile machines send before and instead of a page (ITU-T T.30, V.8, V.21, V.29). Without state. */
final class FaxSounds {
    private static final double RATE_HZ = 8000;
    private static final double REVERSAL_SECONDS = 0.45;
    private static final double SWING_HZ = 15;
    private static final double SWING = 0.2;
    private static final double V21_MIDDLE_HZ = 1750;
    private static final double V21_SHIFT_HZ = 100;
    private static final double V21_BITS_PER_SECOND = 300;
    private static final int FLAG = 0x7e;
    private static final double V29_CARRIER_HZ = 1700;
    private static final double V29_SYMBOLS_PER_SECOND = 2400;

    private FaxSounds() {}

    /** The answering tone of V.8: 2100 Hz whose phase turns round every 450 ms, its amplitude swinging by 20 % at 15 Hz. */
    static double[] answer(int length) {
        double[] samples = new double[length];
        for (int i = 0; i < length; i++) {
            double seconds = i / RATE_HZ;
            double sign = (int) (seconds / REVERSAL_SECONDS) % 2 == 0 ? 1 : -1;
            double swing = 1 + SWING * StrictMath.sin(2 * Math.PI * SWING_HZ * seconds);
            samples[i] = sign * swing * StrictMath.sin(2 * Math.PI * 2100 * seconds);
        }
        return samples;
    }

    /** The preamble of V.21's second channel: flags for 1 s, then bits at random for 0.5 s, then a pause of 1 s. */
    static double[] preamble(long seed, int length) {
        Random random = new Random(seed);
        double[] samples = new double[length];
        double phase = 0;
        double sinceBit = 1;
        int bits = 0;
        boolean mark = true;
        for (int i = 0; i < length; i++) {
            double place = i / RATE_HZ % 2.5;
            sinceBit += V21_BITS_PER_SECOND / RATE_HZ;
            if (sinceBit >= 1) {
                sinceBit -= 1;
                mark = place < 1 ? (FLAG >> bits++ % 8 & 1) == 1 : random.nextBoolean();
            }
            phase += 2 * Math.PI * (V21_MIDDLE_HZ + (mark ? -V21_SHIFT_HZ : V21_SHIFT_HZ)) / RATE_HZ;
            samples[i] = place < 1.5 ? StrictMath.sin(phase) : 0;
        }
        return samples;
    }

    /** Something like V.29: random symbols of eight phases and two amplitudes, 2400 a second, on a carrier of 1700 Hz. */
    static double[] page(long seed, int length) {
        Random random = new Random(seed);
        double[] samples = new double[length];
        double symbol = 1;
        double[] from = new double[2];
        double[] to = new double[2];
        for (int i = 0; i < length; i++) {
            symbol += V29_SYMBOLS_PER_SECOND / RATE_HZ;
            if (symbol >= 1) {
                symbol -= 1;
                from = to;
                double angle = random.nextInt(8) * Math.PI / 4;
                double strength = random.nextBoolean() ? 1 : 0.6;
                to = new double[] {strength * StrictMath.cos(angle), strength * StrictMath.sin(angle)};
            }
            double share = (1 - StrictMath.cos(Math.PI * symbol)) / 2;
            double carrier = 2 * Math.PI * V29_CARRIER_HZ * i / RATE_HZ;
            double inPhase = from[0] + share * (to[0] - from[0]);
            double quadrature = from[1] + share * (to[1] - from[1]);
            samples[i] = inPhase * StrictMath.cos(carrier) - quadrature * StrictMath.sin(carrier);
        }
        return samples;
    }
}
