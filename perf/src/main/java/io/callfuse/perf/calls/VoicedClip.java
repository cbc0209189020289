package io.callfuse.perf.calls;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.perf.ear.Levels;
import java.io.IOException;
import java.util.Arrays;

/**
 * A clip with its samples.
 *
 * @param clip what it is
 * @param samples at 8 kHz, whole frames of 20 ms
 * @param levelDbfs level of the speech in it
 * @param speech which of its frames are speech: those within 20 dB of that level, by no ear but this, so that what is judged is not
 *     its own judge
 */
record VoicedClip(LabelledClip clip, short[] samples, double levelDbfs, boolean[] speech) {

    private static final double SPEECH_BELOW_DB = 20;

    static VoicedClip read(LabelledClip clip) throws IOException {
        short[] samples = ClipReader.read(clip.file());
        double levelDbfs = Levels.speechDbfs(samples);
        boolean[] speech = new boolean[samples.length / MediaTime.FRAME_SAMPLES];
        for (int f = 0; f < speech.length; f++) {
            int from = f * MediaTime.FRAME_SAMPLES;
            short[] frame = Arrays.copyOfRange(samples, from, from + MediaTime.FRAME_SAMPLES);
            speech[f] = Levels.speechDbfs(frame) > levelDbfs - SPEECH_BELOW_DB;
        }
        return new VoicedClip(clip, samples, levelDbfs, speech);
    }

    int lengthMs() {
        return samples.length / MediaTime.FRAME_SAMPLES * MediaTime.FRAME_MS;
    }
}
