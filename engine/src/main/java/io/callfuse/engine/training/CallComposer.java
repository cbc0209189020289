package io.callfuse.engine.training;

import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts calls together from the clips of one speaker and sends them through a telephone line. For one thread. */
final class CallComposer {
    private static final int MAX_CLIPS_A_TURN = 3;
    private static final double EVEN_DBFS = -26;
    private static final double EVEN_SPREAD_DB = 3;

    private final Random random;
    private final List<Clip> bag = new ArrayList<>();
    private CallTape tape;

    CallComposer(long seed) {
        random = new Random(seed);
    }

    /** Returns a call of this speaker; null when the speaker has no clip for some segment. */
    ComposedCall compose(List<Clip> clips, Script script) {
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
        short[] sent = new TelephoneLine(random.nextLong()).send(spoken, SpeechLevel.dbfs(spoken));
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
            tape.say(clip.samples(), StrictMath.pow(10, gainDb / 20), (byte) Corpora.CLASSES.indexOf(clip.emotion()));
            tape.silence(60 + random.nextInt(300));
        }
    }
}
