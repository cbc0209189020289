package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Clips of one speaker in a row, equally loud, each followed by 0.6 s of nothing.
 *
 * @param corpus whose clips they are
 * @param samples at 8 kHz, -26 dBFS
 * @param speech what is speech in them by {@link SpeechFrames}, by frames of 20 ms
 */
record Talk(String corpus, short[] samples, boolean[] speech) {
    private static final int PAUSE_SAMPLES = 4800;
    private static final double SPEECH_DBFS = -26;

    static Talk of(List<Clip> clips) throws IOException {
        List<short[]> parts = new ArrayList<>();
        int total = 0;
        for (Clip clip : clips) {
            parts.add(clip.samples());
            total += parts.get(parts.size() - 1).length + PAUSE_SAMPLES;
        }
        short[] samples = new short[total];
        boolean[] speech = new boolean[total / ActivityInputs.FRAME_SAMPLES];
        int at = 0;
        for (short[] clip : parts) {
            boolean[] marks = SpeechFrames.of(clip);
            double factor = Levels.factor(SPEECH_DBFS - Levels.speechDbfs(clip));
            for (int i = 0; i < clip.length; i++) {
                samples[at + i] = (short) Math.max(-32768, Math.min(32767, Math.round(clip[i] * factor)));
            }
            System.arraycopy(marks, 0, speech, at / ActivityInputs.FRAME_SAMPLES, marks.length);
            at += clip.length + PAUSE_SAMPLES;
        }
        return new Talk(clips.get(0).corpus(), samples, speech);
    }
}
