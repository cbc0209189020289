package io.callfuse.dsp.robustness;

import java.util.Random;

/** What no caller's voice is, by blocks of 20 ms. */
enum BadAudio {
    NOT_A_NUMBER(i -> Float.NaN),
    ONE_NAN_A_BLOCK(i -> i % Hearing.BLOCK == 77 ? Float.NaN : 0.1f),
    POSITIVE_INFINITY(i -> Float.POSITIVE_INFINITY),
    BOTH_INFINITIES(i -> i % 2 == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY),
    LARGEST_FLOATS(i -> i % 3 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE),
    FULL_SCALE_SQUARE(i -> i / 40 % 2 == 0 ? 1 : -1),
    NYQUIST_AT_FULL_SCALE(i -> i % 2 == 0 ? 1 : -1),
    SILENCE(i -> 0),
    NEGATIVE_ZEROS(i -> -0f),
    DIRECT_CURRENT(i -> 0.999f),
    DENORMALS(i -> i % 2 == 0 ? Float.MIN_VALUE : -3 * Float.MIN_VALUE),
    SINGLE_CLICKS(i -> i % 1999 == 0 ? 1 : 0),
    LOUD_NOISE(i -> new Random(i * 7919L).nextFloat() * 2 - 1);

    private final Sample sample;

    BadAudio(Sample sample) {
        this.sample = sample;
    }

    /** Whether some of it is no number, or lies beyond full scale. */
    boolean impossible() {
        return ordinal() <= LARGEST_FLOATS.ordinal();
    }

    float[] block(int block) {
        float[] samples = new float[Hearing.BLOCK];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample.at(block * samples.length + i);
        }
        return samples;
    }

    private interface Sample {
        float at(int i);
    }
}
