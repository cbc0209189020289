package io.callfuse.engine.training;

import io.callfuse.models.training.SpeechSpeed;
import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/** Puts calls together from the clips of one speaker and sends them through a telephone line. For one thread. */
final class CallComposer {
    private static final int MAX_CLIPS_A_TURN = 3;
    private static final double EVEN_DBFS = -26;
    private static final double EVEN_SPREAD_DB = 3;

    private static final double MADE_UP = 0.65;
    private static final SpeechSpeed AS_SPOKEN = new SpeechSpeed(1);

    private final Random random;
    private final List<Clip> bag = new ArrayList<>();
    private final SpeechSpeed speed;
    private final LongFunction<TelephoneLine> line;
    private CallTape tape;

    private CallComposer(Random random, SpeechSpeed speed, LongFunction<TelephoneLine> line) {
        this.random = random;
        this.speed = speed;
        this.line = line;
    }

    /** To judge by: of speakers as they are, through ordinary lines. */
    static CallComposer ofSpeakers(long seed) {
        return new CallComposer(new Random(seed), AS_SPOKEN, TelephoneLine::ordinary);
    }

    /**
     * To fit on: of speakers most of whom are others than they are, because their clips are played faster or slower, through all
     * kinds of lines.
     */
    static CallComposer ofMadeUpSpeakers(long seed) {
        Random random = new Random(seed);
        return new CallComposer(
                random,
                random.nextDouble() < MADE_UP ? SpeechSpeed.draw(random.nextLong()) : AS_SPOKEN,
                TelephoneLine::new);
    }

    /** Draws a speed at which most speakers are others than they are. */
    static SpeechSpeed speed(Random random) {
        return random.nextDouble() < MADE_UP ? SpeechSpeed.draw(random.nextLong()) : AS_SPOKEN;
    }

    /**
     * Returns a call of this speaker; null when the speaker has no clip for some segment.
     *
     * @param babble of other voices, for lines on which there is some
     */
    ComposedCall compose(List<Clip> clips, Script script, short[] babble) {
        tape = new CallTape();
        boolean evened = random.nextBoolean();
        int onsetMs = 0;
        for (Script.Segment segment : script.segments()) {
            List<Clip> fitting = clips.stream()
                    .filter(c -> segment.classes().contains(c.emotion()))
                    .toList();
            if (fitting.isEmpty()) {
                return null;
            }
            onsetMs = tape.lengthMs();
            bag.clear();
            while (tape.lengthMs() < segment.untilMs()) {
                turn(fitting, evened, segment.untilMs());
                tape.silence(script.minGapMs() + random.nextInt(script.maxGapMs() - script.minGapMs()));
            }
        }
        short[] spoken = tape.samples();
        short[] sent = line.apply(random.nextLong()).withBabble(babble).send(spoken, SpeechLevel.dbfs(spoken));
        return new ComposedCall(sent, tape.labelOfFrame(), onsetMs);
    }

    private void turn(List<Clip> fitting, boolean evened, int untilMs) {
        int clips = 1 + random.nextInt(MAX_CLIPS_A_TURN);
        for (int i = 0; i < clips && tape.lengthMs() < untilMs; i++) {
            if (bag.isEmpty()) {
                bag.addAll(fitting);
            }
            Clip clip = bag.remove(random.nextInt(bag.size()));
            double gainDb = evened ? EVEN_DBFS - clip.levelDbfs() + EVEN_SPREAD_DB * (2 * random.nextDouble() - 1) : 0;
            tape.say(speed.play(clip.samples()), StrictMath.pow(10, gainDb / 20), (byte)
                    Corpora.CLASSES.indexOf(clip.emotion()));
            tape.silence(60 + random.nextInt(300));
        }
    }
}
