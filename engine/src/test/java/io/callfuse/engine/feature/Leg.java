package io.callfuse.engine.feature;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;

/** Feeds an extractor as the pipeline does. */
public final class Leg {
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final FeatureVector features = new FeatureVector();
    private final MediaFrame frame = new MediaFrame();
    private long frames;

    /** Lets the extractor hear these samples. */
    public Leg hear(short[] samples) {
        for (int start = 0; start + MediaTime.FRAME_SAMPLES <= samples.length; start += MediaTime.FRAME_SAMPLES) {
            frame.setAudio(frames++, samples, start, 0);
            extractor.accept(frame);
        }
        return this;
    }

    /** Lets time pass in which nothing comes. */
    public Leg gap(double seconds) {
        for (int f = 0; f < seconds * MediaTime.FRAMES_PER_SECOND; f++) {
            frame.setGap(frames++, 0);
            extractor.accept(frame);
        }
        return this;
    }

    /** What hears. */
    FeatureExtractor ear() {
        return extractor;
    }

    /** What is known now. */
    public FeatureVector read() {
        extractor.read(features);
        return features;
    }

    /** All features now. */
    double[] values() {
        return read().values().clone();
    }

    /** One feature now. */
    public double value(String name) {
        return read().value(FeatureVector.place(name));
    }
}
