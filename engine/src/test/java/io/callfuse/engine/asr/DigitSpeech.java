package io.callfuse.engine.asr;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.models.digits.DigitModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A voice that says digits, joined with pauses, and the model that comes with the project. The voice is synthetic, no person's:
 * {@code espeak-ng -v en+m1 -s 150} at 8 kHz, and of its digits those that the model hears right. It shows that words find their
 * way; how well real voices are heard is for {@code perf/recognition} to say.
 */
public final class DigitSpeech {
    private static final String[] WORDS = {"zero", "one", "three", "four", "five", "six"};
    private static final int PAUSE_SAMPLES = MediaTime.SAMPLE_RATE_HZ / 4;
    private static final Path MODEL = Path.of("target", "vosk-digits-en");

    private static boolean unpacked;

    private final List<TimedWord> words = new ArrayList<>();
    private short[] samples = new short[0];

    private DigitSpeech() {}

    /** The folder of the model. */
    public static synchronized Path model() throws IOException {
        if (!unpacked) {
            DigitModel.unpackTo(MODEL);
            unpacked = true;
        }
        return MODEL.toAbsolutePath();
    }

    /** A talk of so many digits, with longer pauses now and then; the same for the same seed. */
    public static DigitSpeech of(int digits, long seed) throws IOException {
        return of(digits, 2, seed);
    }

    /** The same with pauses of so many seconds after each five digits. */
    public static DigitSpeech of(int digits, int pauseS, long seed) throws IOException {
        Random random = new Random(seed);
        DigitSpeech speech = new DigitSpeech();
        speech.silence(MediaTime.SAMPLE_RATE_HZ);
        for (int i = 0; i < digits; i++) {
            speech.say(WORDS[random.nextInt(WORDS.length)]);
            speech.silence(i % 5 == 4 ? pauseS * MediaTime.SAMPLE_RATE_HZ : PAUSE_SAMPLES);
        }
        speech.silence(2 * MediaTime.SAMPLE_RATE_HZ);
        return speech;
    }

    private void say(String word) throws IOException {
        long atMs = samples.length * 1000L / MediaTime.SAMPLE_RATE_HZ;
        append(clip(word));
        words.add(new TimedWord(atMs, samples.length * 1000L / MediaTime.SAMPLE_RATE_HZ, word, 1));
    }

    private static short[] clip(String word) throws IOException {
        try {
            return ClipReader.read(Path.of(DigitSpeech.class
                    .getResource("/io/callfuse/engine/cli/digits/" + word + ".wav")
                    .toURI()));
        } catch (URISyntaxException odd) {
            throw new IOException(odd);
        }
    }

    private void silence(int count) {
        append(new short[count / MediaTime.FRAME_SAMPLES * MediaTime.FRAME_SAMPLES]);
    }

    private void append(short[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
    }

    /** What is said, and when. */
    public List<TimedWord> words() {
        return words;
    }

    /** All of it, whole frames. */
    public short[] samples() {
        return samples;
    }

    /** How many frames it is long. */
    public int frames() {
        return samples.length / MediaTime.FRAME_SAMPLES;
    }

    /** Whether a frame lies within a word, or close to one. */
    public boolean isSpeech(long frame) {
        long atMs = MediaTime.startMs(frame);
        return words.stream().anyMatch(word -> atMs >= word.atMs() - 200 && atMs < word.endMs() + 240);
    }
}
