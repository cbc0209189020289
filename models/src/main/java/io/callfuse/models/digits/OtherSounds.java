package io.callfuse.models.digits;

import java.util.List;
import java.util.Random;

/**
 * Makes sounds that are no digit out of digits, and melodies: what the recogniser is to call unknown. Follows from the draws
 * alone. For one thread.
 */
final class OtherSounds {
    private static final double SAMPLES_PER_SECOND = KaldiCepstrum.SAMPLE_RATE_HZ;
    private static final double BACKWARDS_SHARE = 0.45;
    private static final double PIECES_SHARE = 0.85;
    private static final int PIECES = 4;
    private static final double LOUDEST_HARMONIC = 2000;

    private final Random random;

    OtherSounds(Random random) {
        this.random = random;
    }

    /** Draws a sound: a digit played backwards, middles of digits in a row, or a melody. */
    short[] draw(List<DigitClip> clips) {
        double kind = random.nextDouble();
        if (kind < BACKWARDS_SHARE) {
            return backwards(clips.get(random.nextInt(clips.size())).samples());
        }
        return kind < PIECES_SHARE ? pieces(clips) : melody();
    }

    private static short[] backwards(short[] samples) {
        short[] turned = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            turned[i] = samples[samples.length - 1 - i];
        }
        return turned;
    }

    private short[] pieces(List<DigitClip> clips) {
        short[][] pieces = new short[PIECES][];
        int length = 0;
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = clips.get(random.nextInt(clips.size())).samples();
            length += pieces[i].length / 3;
        }
        short[] joined = new short[length];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, piece.length / 3, joined, at, piece.length / 3);
            at += piece.length / 3;
        }
        return joined;
    }

    /** Chords of one to three tones with harmonics, each fading. */
    private short[] melody() {
        short[] melody = new short[(int) (SAMPLES_PER_SECOND * (0.3 + random.nextDouble()))];
        int at = 0;
        while (at < melody.length) {
            int length = Math.min(melody.length - at, (int) (SAMPLES_PER_SECOND * (0.08 + 0.5 * random.nextDouble())));
            for (int tone = random.nextInt(3); tone >= 0; tone--) {
                sound(melody, at, length);
            }
            at += length;
        }
        return melody;
    }

    private void sound(short[] melody, int at, int length) {
        double hz = 90 + 1700 * random.nextDouble();
        double kept = 1 - 4 * random.nextDouble() / SAMPLES_PER_SECOND;
        int harmonics = 1 + random.nextInt(4);
        for (int h = 1; h <= harmonics && h * hz < SAMPLES_PER_SECOND / 2; h++) {
            double amplitude = LOUDEST_HARMONIC / h;
            for (int i = 0; i < length; i++) {
                melody[at + i] += (short) (amplitude * StrictMath.sin(2 * Math.PI * h * hz * i / SAMPLES_PER_SECOND));
                amplitude *= kept;
            }
        }
    }
}
