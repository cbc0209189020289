package io.callfuse.perf.ear;

import io.callfuse.dsp.rate.PauseTracker;
import io.callfuse.dsp.signal.Decibels;

/**
 * Which 20 ms frames of a clean recording are speech: those within 25 dB of the level of its speech (the active level of ITU-T
 * P.56, found by iteration with a margin of 15.9 dB) that have a pitch within 0.24 s of them at a level within 20 dB of it. The
 * second condition leaves out breaths and the room. Without state.
 */
final class SpeechFrames {
    private static final double MARGIN_DB = 15.9;
    private static final double SPEECH_BELOW_DB = 25;
    private static final double VOICE_BELOW_DB = 20;
    private static final int NEAR_FRAMES = 12;
    private static final int MAX_ROUNDS = 30;
    private static final double SETTLED_DB = 0.01;

    private SpeechFrames() {}

    /** Returns one value for each whole frame of the clean recording. */
    static boolean[] of(short[] clean) {
        ActivityInputs inputs = new ActivityInputs();
        double[] level = new double[clean.length / ActivityInputs.FRAME_SAMPLES];
        boolean[] voiced = new boolean[level.length];
        for (int f = 0; f < level.length; f++) {
            inputs.accept(clean, f);
            level[f] = inputs.levelDbfs();
            voiced[f] = inputs.f0Hz() > 0;
        }
        double active = activeLevelDbfs(level);
        boolean[] speech = new boolean[level.length];
        for (int f = 0; f < speech.length; f++) {
            boolean voice = false;
            for (int v = Math.max(0, f - NEAR_FRAMES); v <= Math.min(speech.length - 1, f + NEAR_FRAMES); v++) {
                voice |= voiced[v] && level[v] > active - VOICE_BELOW_DB;
            }
            speech[f] = voice && level[f] > active - SPEECH_BELOW_DB;
        }
        return speech;
    }

    /** Time of the silences of 250 ms and more between the first and the last speech of a clean recording, s. */
    static double pauseSeconds(short[] clean) {
        PauseTracker pauses = new PauseTracker();
        for (boolean speech : of(clean)) {
            pauses.accept(speech);
        }
        return pauses.pauseSeconds();
    }

    /** Level of the frames that are at most the margin below that level, dBFS. */
    static double activeLevelDbfs(double[] levelDbfs) {
        double threshold = Decibels.FLOOR_DBFS;
        double active = Decibels.FLOOR_DBFS;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double sum = 0;
            int count = 0;
            for (double one : levelDbfs) {
                if (one > threshold) {
                    sum += Decibels.toPower(one);
                    count++;
                }
            }
            active = count == 0 ? Decibels.FLOOR_DBFS : Decibels.ofPower(sum / count);
            if (Math.abs(active - MARGIN_DB - threshold) < SETTLED_DB) {
                break;
            }
            threshold = active - MARGIN_DB;
        }
        return active;
    }
}
