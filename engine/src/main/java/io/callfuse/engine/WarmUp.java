package io.callfuse.engine;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.tuning.TrackBytes;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has this Java machine load and compile what hears a call before the first one comes: a hundred calls in the first moment of a cold
 * engine on a busy machine would be heard a second late, and lose frames for it.
 */
final class WarmUp {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int SECONDS = 30;
    private static final int PERIOD_SAMPLES = 50;
    private static final int AMPLITUDE = 6000;
    private static final int VOICED_FRAMES = 40;
    private static final int CYCLE_FRAMES = 60;

    private WarmUp() {}

    /** Hears a made-up voice of half a minute, and forgets it; once in the life of this Java machine. */
    static void once(EmotionModel model, Languages languages, PolicySettings settings) {
        if (!DONE.compareAndSet(false, true)) {
            return;
        }
        CallPipeline pipeline = new CallPipeline(model, languages, settings, event -> {});
        pipeline.keepTrack();
        MediaFrame frame = new MediaFrame();
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        for (int index = 0; index < SECONDS * MediaTime.FRAMES_PER_SECOND; index++) {
            int amplitude = index % CYCLE_FRAMES < VOICED_FRAMES ? AMPLITUDE : AMPLITUDE / 1000;
            for (int i = 0; i < samples.length; i++) {
                int phase = (index * samples.length + i) % PERIOD_SAMPLES;
                samples[i] = (short) (amplitude - 2 * amplitude * phase / PERIOD_SAMPLES);
            }
            frame.setAudio(index, samples, 0, 0);
            pipeline.hear(frame);
        }
        pipeline.evidence();
        pipeline.end();
        pipeline.track().ifPresent(TrackBytes::pack);
    }
}
