package io.callfuse.perf.ear;

import java.util.List;
import java.util.Random;

/** What goes wrong on a line before the codec. Each is made afresh by every call of its factory and draws from its seed alone. */
public final class LineFaults {
    private static final double FULL_SCALE = 32768;
    private static final double SAMPLE_RATE_HZ = 8000;

    private LineFaults() {}

    /** Louder or softer by this many dB. */
    public static LineFault gain(double db) {
        return (samples, speechDbfs) -> scale(samples, Levels.factor(db));
    }

    /** Amplified until this share of the samples (of those that are not silence) is at full scale, then held there. */
    public static LineFault clipping(double share) {
        return (samples, speechDbfs) -> {
            double threshold = FULL_SCALE * Levels.factor(speechDbfs - 25);
            double[] magnitudes = java.util.Arrays.stream(samples)
                    .map(Math::abs)
                    .filter(s -> s >= threshold)
                    .toArray();
            double ceiling = Measures.percentile(magnitudes, 100 * (1 - share));
            if (ceiling > 0) {
                scale(samples, FULL_SCALE / ceiling);
            }
        };
    }

    /** Shifted by this share of full scale. */
    public static LineFault direct(double share) {
        return (samples, speechDbfs) -> {
            for (int i = 0; i < samples.length; i++) {
                samples[i] += share * FULL_SCALE;
            }
        };
    }

    /** Mains hum with its second to fifth harmonic, each half as strong as the one before; its level is relative to the speech. */
    public static LineFault hum(double mainsHz, double relativeDb) {
        return (samples, speechDbfs) -> {
            double amplitude = FULL_SCALE * Levels.factor(speechDbfs + relativeDb) * Math.sqrt(2);
            for (int harmonic = 1; harmonic <= 5; harmonic++) {
                double step = 2 * Math.PI * mainsHz * harmonic / SAMPLE_RATE_HZ;
                for (int i = 0; i < samples.length; i++) {
                    samples[i] += amplitude / (1 << harmonic - 1) * StrictMath.sin(step * i + harmonic);
                }
            }
        };
    }

    /** White noise, this much below the speech. */
    public static LineFault white(double snrDb, long seed) {
        return (samples, speechDbfs) -> {
            Random random = new Random(seed);
            add(samples, () -> random.nextGaussian(), speechDbfs - snrDb);
        };
    }

    /** Pink noise (three poles after Kellet's economy filter), this much below the speech. */
    public static LineFault pink(double snrDb, long seed) {
        return (samples, speechDbfs) -> add(samples, new PinkNoise(seed), speechDbfs - snrDb);
    }

    /** Noise of a car: brown, one pole at 120 Hz, this much below the speech. */
    public static LineFault car(double snrDb, long seed) {
        return (samples, speechDbfs) -> {
            Random random = new Random(seed);
            double[] last = new double[1];
            add(samples, () -> last[0] += 0.09 * (random.nextGaussian() - last[0]), speechDbfs - snrDb);
        };
    }

    /** Babble: these voices at once, each beginning somewhere and repeated, evened out, this much below the speech. */
    public static LineFault babble(double snrDb, List<short[]> voices, long seed) {
        return (samples, speechDbfs) -> add(samples, new Babble(voices, seed), speechDbfs - snrDb);
    }

    private static void scale(double[] samples, double factor) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= factor;
        }
    }

    private static void add(double[] samples, java.util.function.DoubleSupplier source, double levelDbfs) {
        double[] noise = new double[samples.length];
        double power = 0;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = source.getAsDouble();
            power += noise[i] * noise[i] / noise.length;
        }
        if (power == 0) {
            return;
        }
        double factor = FULL_SCALE * Levels.factor(levelDbfs) / Math.sqrt(power);
        for (int i = 0; i < noise.length; i++) {
            samples[i] += factor * noise[i];
        }
    }
}
