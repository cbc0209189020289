package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Puts calls together from the clips of one speaker and sends them through a telephone line. For one thread. */
final class CallComposer {
    private static final int SAMPLES_PER_MS = MediaTime.SAMPLE_RATE_HZ / 1000;
    private static final int MAX_CLIPS_A_TURN = 3;
    private static final double EVEN_DBFS = -26;
    private static final double EVEN_SPREAD_DB = 3;

    private final Random random;
    private final List<Clip> bag = new ArrayList<>();
    private short[] samples;
    private byte[] classOfFrame;
    private int frames;

    CallComposer(long seed) {
        random = new Random(seed);
    }

    /** Returns a call of this speaker; null when the speaker has no clip for some segment. */
    ComposedCall compose(List<Clip> clips, Script script) {
        samples = new short[0];
        classOfFrame = new byte[0];
        frames = 0;
        boolean evened = random.nextBoolean();
        int onsetMs = 0;
        for (Script.Segment segment : script.segments()) {
            List<Clip> fitting = clips.stream()
                    .filter(c -> segment.classes().contains(c.emotion()))
                    .toList();
            if (fitting.isEmpty()) {
                return null;
            }
            onsetMs = frames * MediaTime.FRAME_MS;
            bag.clear();
            while (frames * MediaTime.FRAME_MS < segment.untilMs()) {
                turn(fitting, evened, segment.untilMs());
                silence(script.minGapMs() + random.nextInt(script.maxGapMs() - script.minGapMs()));
            }
        }
        short[] spoken = Arrays.copyOf(samples, frames * MediaTime.FRAME_SAMPLES);
        short[] sent = new TelephoneLine(random.nextLong()).send(spoken, SpeechLevel.dbfs(spoken));
        return new ComposedCall(sent, Arrays.copyOf(classOfFrame, frames), onsetMs);
    }

    private void turn(List<Clip> fitting, boolean evened, int untilMs) {
        int clips = 1 + random.nextInt(MAX_CLIPS_A_TURN);
        for (int i = 0; i < clips && frames * MediaTime.FRAME_MS < untilMs; i++) {
            if (bag.isEmpty()) {
                bag.addAll(fitting);
            }
            Clip clip = bag.remove(random.nextInt(bag.size()));
            double gainDb = evened ? EVEN_DBFS - clip.levelDbfs() + EVEN_SPREAD_DB * (2 * random.nextDouble() - 1) : 0;
            say(clip, StrictMath.pow(10, gainDb / 20));
            silence(60 + random.nextInt(300));
        }
    }

    private void say(Clip clip, double gain) {
        int clipFrames = clip.samples().length / MediaTime.FRAME_SAMPLES;
        grow(clipFrames);
        int start = frames * MediaTime.FRAME_SAMPLES;
        for (int i = 0; i < clipFrames * MediaTime.FRAME_SAMPLES; i++) {
            double scaled = clip.samples()[i] * gain;
            samples[start + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(scaled)));
        }
        Arrays.fill(classOfFrame, frames, frames + clipFrames, (byte) Corpora.CLASSES.indexOf(clip.emotion()));
        frames += clipFrames;
    }

    private void silence(int ms) {
        int silentFrames = ms * SAMPLES_PER_MS / MediaTime.FRAME_SAMPLES;
        grow(silentFrames);
        Arrays.fill(classOfFrame, frames, frames + silentFrames, ComposedCall.NOBODY);
        frames += silentFrames;
    }

    private void grow(int byFrames) {
        if (frames + byFrames > classOfFrame.length) {
            classOfFrame = Arrays.copyOf(classOfFrame, 2 * (frames + byFrames));
            samples = Arrays.copyOf(samples, classOfFrame.length * MediaTime.FRAME_SAMPLES);
        }
    }
}
