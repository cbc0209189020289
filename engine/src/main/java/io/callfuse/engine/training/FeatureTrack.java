package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/** What the engine's own extractor reads of a recording, once a second, as the pipeline does it. */
final class FeatureTrack {
    private FeatureTrack() {}

    /** Returns the reading after each whole second, and after the last frame when that ends no second. */
    static List<FeatureVector> of(short[] samples) {
        FeatureExtractor extractor = new FeatureExtractor();
        MediaFrame frame = new MediaFrame();
        FeatureVector vector = new FeatureVector();
        List<FeatureVector> track = new ArrayList<>();
        int frames = samples.length / MediaTime.FRAME_SAMPLES;
        for (int f = 0; f < frames; f++) {
            frame.setAudio(f, samples, f * MediaTime.FRAME_SAMPLES, 0);
            extractor.accept(frame);
            if ((f + 1) % MediaTime.FRAMES_PER_SECOND == 0 || f == frames - 1) {
                extractor.read(vector);
                track.add(vector.copy());
            }
        }
        return track;
    }
}
