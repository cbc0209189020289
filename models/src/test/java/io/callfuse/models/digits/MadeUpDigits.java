package io.callfuse.models.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sounds that stand for digits: one tone and then another, so far apart that no voice or speed makes one
 * into another. */
final class MadeUpDigits {
    private static final double[] TONES_HZ = {480, 850, 1500, 2650};

    private MadeUpDigits() {}

    /** So many of each digit by each of two speakers. */
    static List<DigitClip> clips(int ofEach, long seed) {
        Random random = new Random(seed);
        List<DigitClip> clips = new ArrayList<>();
        for (String speaker : List.of("ann", "bob")) {
            for (int digit = 0; digit < 10; digit++) {
                for (int i = 0; i < ofEach; i++) {
                    clips.add(new DigitClip(speaker, digit, say(digit, speaker.equals("ann") ? 1 : 0.95, random)));
                }
            }
        }
        return clips;
    }

    private static short[] say(int digit, double pitch, Random random) {
        short[] samples = new short[3200];
        int first = digit / 3;
        int second = digit % 3 + (digit % 3 >= first ? 1 : 0);
        for (int i = 0; i < samples.length; i++) {
            double hz = pitch * TONES_HZ[i < 1600 ? first : second];
            boolean on = i > 480 && i < 2720;
            double tone = 6000 * StrictMath.sin(2 * Math.PI * hz * i / 8000);
            samples[i] = (short) ((on ? tone : 0) + 20 * (random.nextDouble() - 0.5));
        }
        return samples;
    }

    /** Several in a row, with pauses. */
    static short[] talk(int[] digits, long seed) {
        Random random = new Random(seed);
        short[] talk = new short[digits.length * 4000 + 2400];
        for (int i = 0; i < digits.length; i++) {
            System.arraycopy(say(digits[i], 1, random), 0, talk, 1600 + 4000 * i, 3200);
        }
        for (int i = 0; i < talk.length; i++) {
            talk[i] += (short) (60 * (random.nextDouble() - 0.5));
        }
        return talk;
    }
}
