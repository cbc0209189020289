package io.callfuse.engine.feature;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;

/** Feeds an extractor as the pipeline does. */
public final class Leg {
    private final FeatureExtractor extractor;
    private final FeatureVector features = new FeatureVector();
    private final MediaFrame frame = new MediaFrame();
    private long frames;

    /** With the features that the engine reads. */
    public Leg() {
        this(new FeatureExtractor());
    }

    private Leg(FeatureExtractor extractor) {
        this.extractor = extractor;
    }

    /** With the wide features beside them. */
    static Leg withWideFeatures() {
        return new Leg(FeatureExtractor.withWideFeatures());
    }

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

    /** What is known now. */
    public FeatureVector read() {
        extractor.read(features);
        return features;
    }

    /** All wide features now. */
    double[] readWide() {
        double[] values = new double[WideFeatures.names().size()];
        extractor.wide().write(values);
        return values;
    }

    /** One wide feature now. */
    double wideValue(String name) {
        return readWide()[WideFeatures.names().indexOf(name)];
    }

    /** One feature now. */
    public double value(String name) {
        return read().value(FeatureVector.names().indexOf(name));
    }
}
