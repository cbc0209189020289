package io.callfuse.engine.cli.digits;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A caller who says numbers of five digits, a quarter of a second between digits and two seconds between numbers, as mu-law
 * carries it. The same voice and seed make the same talk.
 */
final class DigitTalk {
    private static final int DIGITS = 5;
    private static final int PAUSE_SAMPLES = MediaTime.SAMPLE_RATE_HZ / 4;
    private static final int BLOCK_SAMPLES = MediaTime.SAMPLE_RATE_HZ / 100;
    /** The loud part of a recording is what lies less than this below its loudest 10 ms. */
    private static final double LOUD_POWER = 0.003;

    private final List<List<TimedWord>> numbers = new ArrayList<>();
    private short[] samples = new short[0];

    private DigitTalk() {}

    /** Composes a talk of so many numbers. */
    static DigitTalk of(DigitVoice voice, int count, long seed) throws IOException {
        Random random = new Random(seed);
        DigitTalk talk = new DigitTalk();
        talk.append(new short[2 * MediaTime.SAMPLE_RATE_HZ]);
        for (int number = 0; number < count; number++) {
            List<TimedWord> digits = new ArrayList<>();
            for (int digit = 0; digit < DIGITS; digit++) {
                digits.add(talk.say(voice.said().get(random.nextInt(voice.said().size()))));
                talk.append(new short[PAUSE_SAMPLES]);
            }
            talk.numbers.add(digits);
            talk.append(new short[2 * MediaTime.SAMPLE_RATE_HZ]);
        }
        for (int i = 0; i < talk.samples.length; i++) {
            talk.samples[i] = G711.decodeMuLaw(G711.encodeMuLaw(talk.samples[i]));
        }
        return talk;
    }

    private TimedWord say(DigitVoice.Said said) throws IOException {
        short[] clip = ClipReader.read(said.file());
        int[] loud = loudPart(clip);
        TimedWord word = new TimedWord(ms(samples.length + loud[0]), ms(samples.length + loud[1]), said.word(), 1);
        append(clip);
        return word;
    }

    private static int[] loudPart(short[] clip) {
        double[] power = new double[clip.length / BLOCK_SAMPLES];
        for (int i = 0; i < power.length * BLOCK_SAMPLES; i++) {
            power[i / BLOCK_SAMPLES] += (double) clip[i] * clip[i];
        }
        double floor = Arrays.stream(power).max().orElse(0) * LOUD_POWER;
        int first = 0;
        while (power[first] < floor) {
            first++;
        }
        int last = power.length - 1;
        while (power[last] < floor) {
            last--;
        }
        return new int[] {first * BLOCK_SAMPLES, (last + 1) * BLOCK_SAMPLES};
    }

    private static long ms(int sample) {
        return sample * 1000L / MediaTime.SAMPLE_RATE_HZ;
    }

    private void append(short[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
    }

    /** What is said, number by number. */
    List<List<TimedWord>> numbers() {
        return numbers;
    }

    /** What is said, digit by digit. */
    List<TimedWord> words() {
        return numbers.stream().flatMap(List::stream).toList();
    }

    /** All of it. */
    short[] samples() {
        return samples;
    }

    /** How many frames of 20 ms. */
    int frames() {
        return samples.length / MediaTime.FRAME_SAMPLES;
    }
}
