package io.callfuse.perf.recognition;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.perf.ear.Law;
import io.callfuse.perf.ear.LineFaults;
import io.callfuse.perf.ear.TelephoneChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A call in which somebody says numbers, with pauses between digits and longer ones between numbers, over a line with noise and
 * G.711. The same seed makes the same call.
 */
final class DigitCall {
    private static final double SPEECH_RMS = 2000;
    private static final double LINE_DBFS = -26;
    private static final double LOW_HZ = 300;
    private static final double HIGH_HZ = 3400;
    /** The loud part of a clip is what lies less than this below its loudest 10 ms. */
    private static final double LOUD_WITHIN_DB = 25;

    private static final int BLOCK_SAMPLES = MediaTime.SAMPLE_RATE_HZ / 100;

    private final Random random;
    private final List<SpokenNumber> numbers = new ArrayList<>();
    private short[] samples = new short[0];

    private DigitCall(long seed) {
        random = new Random(seed);
    }

    /** Composes a call of so many numbers of three to eight digits in a voice. */
    static DigitCall compose(DigitVoice voice, int count, double snrDb, long seed) throws IOException {
        DigitCall call = new DigitCall(seed);
        for (int i = 0; i < count; i++) {
            call.pause(1.5, 3);
            call.say(voice);
        }
        call.pause(1.5, 3);
        call.samples = TelephoneChannel.steep(Law.MU_LAW, LINE_DBFS, LOW_HZ, HIGH_HZ)
                .with("noise", LineFaults.pink(snrDb, seed))
                .send(call.samples);
        return call;
    }

    private void say(DigitVoice voice) throws IOException {
        List<SpokenNumber.Digit> digits = new ArrayList<>();
        int count = 3 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                pause(0.08, 0.35);
            }
            DigitVoice.Said clip = voice.said().get(random.nextInt(voice.said().size()));
            short[] said = evened(ClipReader.read(clip.file()));
            int[] loud = loudPart(said);
            digits.add(new SpokenNumber.Digit(clip.word(), ms(samples.length + loud[0]), ms(samples.length + loud[1])));
            append(said);
        }
        numbers.add(new SpokenNumber(voice.name(), digits));
    }

    private static short[] evened(short[] said) {
        double sum = 0;
        for (short sample : said) {
            sum += (double) sample * sample;
        }
        double gain = SPEECH_RMS / (Math.sqrt(sum / said.length) + 1);
        short[] evened = new short[said.length];
        for (int i = 0; i < said.length; i++) {
            evened[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(said[i] * gain)));
        }
        return evened;
    }

    private static int[] loudPart(short[] said) {
        int blocks = said.length / BLOCK_SAMPLES;
        double[] power = new double[blocks];
        for (int i = 0; i < blocks * BLOCK_SAMPLES; i++) {
            power[i / BLOCK_SAMPLES] += (double) said[i] * said[i];
        }
        double floor = Arrays.stream(power).max().orElse(0) * StrictMath.pow(10, -LOUD_WITHIN_DB / 10);
        int first = 0;
        while (power[first] < floor) {
            first++;
        }
        int last = blocks - 1;
        while (power[last] < floor) {
            last--;
        }
        return new int[] {first * BLOCK_SAMPLES, (last + 1) * BLOCK_SAMPLES};
    }

    private static long ms(int sample) {
        return sample * 1000L / MediaTime.SAMPLE_RATE_HZ;
    }

    private void pause(double fromS, double toS) {
        double seconds = fromS + random.nextDouble() * (toS - fromS);
        append(new short[(int) (seconds * MediaTime.FRAMES_PER_SECOND) * MediaTime.FRAME_SAMPLES]);
    }

    private void append(short[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
    }

    /** What is said, in the order of time. */
    List<SpokenNumber> numbers() {
        return numbers;
    }

    /** What the line brings, whole frames at 8 kHz. */
    short[] samples() {
        return samples;
    }

    /** How many frames that is. */
    int frames() {
        return samples.length / MediaTime.FRAME_SAMPLES;
    }
}
