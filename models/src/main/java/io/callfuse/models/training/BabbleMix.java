package io.callfuse.models.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Mixes the talk of other people: some voices at once, each saying one clip after another, all about as loud. What comes out
 * follows from clips and seed alone. No state.
 */
public final class BabbleMix {
    private static final int SAMPLES_PER_MS = 8;
    private static final double LEVEL_DBFS = -26;
    private static final double SPREAD_DB = 4;
    /** A clip's level leaves out what lies this far below its loudest 20 ms. */
    private static final double PAUSE_SHARE = StrictMath.pow(10, -2.5);

    private static final int FRAME_SAMPLES = 160;

    private BabbleMix() {}

    /**
     * Returns babble of this length at -26 dBFS, fit for {@link TelephoneLine#withBabble}.
     *
     * @param clips at 8 kHz, of several people; silent ones are left out
     * @param voices how many talk at once; each takes its clips from those that the others left, until all were said
     * @throws IllegalArgumentException if nobody talks or no time is left for it
     */
    public static short[] of(List<short[]> clips, int voices, int lengthMs, long seed) {
        List<short[]> talk = clips.stream().filter(c -> speechPower(c) > 0).toList();
        if (talk.isEmpty() || voices < 1 || lengthMs < 1) {
            throw new IllegalArgumentException(
                    voices + " voices cannot talk for " + lengthMs + " ms with " + talk.size() + " clips");
        }
        SeededDraws draws = new SeededDraws(seed, 0);
        List<short[]> left = new ArrayList<>();
        double[] mixed = new double[lengthMs * SAMPLES_PER_MS];
        for (int voice = 0; voice < voices; voice++) {
            int at = 0;
            while (at < mixed.length) {
                if (left.isEmpty()) {
                    left.addAll(talk);
                }
                short[] clip = left.remove(draws.below(left.size()));
                // Nobody begins to talk when the line begins: the first clip of a voice is cut somewhere.
                int from = at == 0 ? draws.below(clip.length) : 0;
                double gain = Amplitude.factor(draws.between(-SPREAD_DB, SPREAD_DB)) / Math.sqrt(speechPower(clip));
                at = say(clip, from, gain, mixed, at);
            }
        }
        return levelled(mixed);
    }

    private static int say(short[] clip, int from, double gain, double[] mixed, int at) {
        int count = Math.min(clip.length - from, mixed.length - at);
        for (int i = 0; i < count; i++) {
            mixed[at + i] += gain * clip[from + i];
        }
        return at + count;
    }

    private static short[] levelled(double[] mixed) {
        double power = Amplitude.power(mixed);
        double factor = power > 0 ? Amplitude.FULL_SCALE * Amplitude.factor(LEVEL_DBFS) / Math.sqrt(power) : 0;
        short[] samples = new short[mixed.length];
        for (int i = 0; i < mixed.length; i++) {
            samples[i] = Amplitude.rounded(factor * mixed[i]);
        }
        return samples;
    }

    /** Mean square of what is not pause; 0 for silence and for less than 20 ms. */
    private static double speechPower(short[] clip) {
        double[] power = new double[clip.length / FRAME_SAMPLES];
        double loudest = 0;
        for (int frame = 0; frame < power.length; frame++) {
            for (int i = frame * FRAME_SAMPLES; i < (frame + 1) * FRAME_SAMPLES; i++) {
                power[frame] += (double) clip[i] * clip[i] / FRAME_SAMPLES;
            }
            loudest = Math.max(loudest, power[frame]);
        }
        double sum = 0;
        int counted = 0;
        for (double one : power) {
            if (one > 0 && one >= loudest * PAUSE_SHARE) {
                sum += one;
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }
}
