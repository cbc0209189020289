package io.callfuse.models.digits;

import io.callfuse.dsp.signal.G711;
import io.callfuse.models.training.BabbleMix;
import io.callfuse.models.training.SpeechSpeed;
import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Puts recordings of single digits together to utterances: two to seven digits of one speaker, run together or with pauses, now
 * and then something that is no digit, or noise alone; faster or slower, over a telephone line of its own. Follows from the draws
 * alone. For one thread.
 */
final class UtteranceComposer {
    private static final double SPEECH_DBFS = -24;
    private static final double SPEECH_RMS = 32768 * StrictMath.pow(10, SPEECH_DBFS / 20);
    private static final double SPREAD_DB = 4;
    private static final double SLOWEST = 0.82;
    private static final double FASTEST = 1.25;
    private static final double LOUD_WITHIN_DB = 30;
    private static final double CORE_WITHIN_DB = 25;
    private static final int MOST_WORDS = 7;
    private static final double RUN_TOGETHER_SHARE = 0.35;
    private static final double LONG_PAUSE_SHARE = 0.15;
    private static final double OTHER_SHARE = 0.08;
    private static final double NOISE_ALONE_SHARE = 0.12;
    /** Of lines without noise, and of the others those that most calls go through; the rest are of all kinds. */
    private static final double QUIET_LINE_SHARE = 0.35;

    private static final double ORDINARY_LINE_SHARE = 0.6;

    private static final int FADE_SAMPLES = 160;
    private static final int BABBLE_VOICES = 4;
    private static final int BABBLE_MS = 20_000;

    private final Map<String, List<DigitClip>> clipsBySpeaker = new TreeMap<>();
    private final Random random;
    private final OtherSounds others;
    private final short[] babble;

    /** @param clips of the speakers to learn from, nobody else's */
    UtteranceComposer(List<DigitClip> clips, Random random) {
        for (DigitClip clip : clips) {
            clipsBySpeaker
                    .computeIfAbsent(clip.speaker(), speaker -> new ArrayList<>())
                    .add(clip);
        }
        this.random = random;
        this.others = new OtherSounds(random);
        this.babble = BabbleMix.of(
                clips.stream().map(DigitClip::samples).toList(), BABBLE_VOICES, BABBLE_MS, random.nextLong());
    }

    /** Returns every clip once, in new utterances, in no order. */
    List<DigitUtterance> compose() {
        List<DigitUtterance> utterances = new ArrayList<>();
        for (List<DigitClip> own : clipsBySpeaker.values()) {
            List<DigitClip> order = new ArrayList<>(own);
            Collections.shuffle(order, random);
            for (int i = 0; i < order.size(); ) {
                int end = Math.min(order.size(), i + 2 + random.nextInt(MOST_WORDS - 1));
                utterances.add(say(order.subList(i, end), own));
                i = end;
                if (random.nextDouble() < NOISE_ALONE_SHARE) {
                    short[] nothing = new short[KaldiCepstrum.SAMPLE_RATE_HZ * (1 + random.nextInt(3))];
                    utterances.add(new DigitUtterance(overLine(nothing), List.of()));
                }
            }
        }
        Collections.shuffle(utterances, random);
        return utterances;
    }

    private DigitUtterance say(List<DigitClip> clips, List<DigitClip> own) {
        SpeechSpeed speed = new SpeechSpeed(SLOWEST + (FASTEST - SLOWEST) * random.nextDouble());
        Talk talk = new Talk();
        for (DigitClip clip : clips) {
            if (random.nextDouble() < OTHER_SHARE) {
                say(DigitVocabulary.UNKNOWN, others.draw(own), speed, talk);
            }
            say(clip.digit(), clip.samples(), speed, talk);
        }
        talk.pause(0.05 + 0.55 * random.nextDouble());
        return new DigitUtterance(overLine(talk.samples), talk.words);
    }

    private void say(int word, short[] clip, SpeechSpeed speed, Talk talk) {
        boolean together = random.nextDouble() < RUN_TOGETHER_SHARE;
        boolean apart = random.nextDouble() < LONG_PAUSE_SHARE;
        talk.pause(random.nextDouble() * (together ? 0.06 : 0.5) + (apart ? 0.5 : 0));
        LoudPart core = LoudPart.of(clip, CORE_WITHIN_DB);
        short[] said = speed.play(together ? Arrays.copyOfRange(clip, core.from(), core.end()) : clip);
        LoudPart loud = LoudPart.of(said, LOUD_WITHIN_DB);
        double gainDb = SPREAD_DB * (2 * random.nextDouble() - 1);
        double rms = Math.sqrt(LoudPart.power(said, loud.from(), loud.end())) + 1;
        amplify(said, SPEECH_RMS / rms * StrictMath.pow(10, gainDb / 20));
        talk.add(new DigitUtterance.Spoken(word, loud.later(talk.samples.length)), said);
    }

    /** Fades in and out, too: the cut of a clip must not tell where words end. */
    private static void amplify(short[] said, double gain) {
        int fade = Math.min(FADE_SAMPLES, said.length / 8);
        for (int i = 0; i < said.length; i++) {
            int toEdge = Math.min(i, said.length - 1 - i);
            double value = said[i] * gain * (toEdge < fade ? (toEdge + 1.0) / fade : 1);
            said[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
        }
    }

    private short[] overLine(short[] samples) {
        long seed = random.nextLong();
        if (random.nextDouble() >= QUIET_LINE_SHARE) {
            boolean ordinary = random.nextDouble() < ORDINARY_LINE_SHARE;
            TelephoneLine line = ordinary ? TelephoneLine.ordinary(seed) : new TelephoneLine(seed);
            return line.withBabble(babble).send(samples, SPEECH_DBFS);
        }
        short[] coded = samples.clone();
        for (int i = 0; i < coded.length; i++) {
            coded[i] = G711.decodeMuLaw(G711.encodeMuLaw(coded[i]));
        }
        return coded;
    }

    private static final class Talk {
        private final List<DigitUtterance.Spoken> words = new ArrayList<>();
        private short[] samples = {};

        void pause(double seconds) {
            samples = Arrays.copyOf(samples, samples.length + (int) (seconds * KaldiCepstrum.SAMPLE_RATE_HZ));
        }

        void add(DigitUtterance.Spoken word, short[] said) {
            int before = samples.length;
            samples = Arrays.copyOf(samples, before + said.length);
            System.arraycopy(said, 0, samples, before, said.length);
            words.add(word);
        }
    }
}
