package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * A labelled reading of a voice.
 *
 * @param corpus where the clips come from
 * @param speaker who speaks
 * @param sex {@code m}, {@code f} or empty
 * @param label index in {@link Corpora#CLASSES}
 * @param values the features, raw
 */
record Example(String corpus, String speaker, String sex, int label, float[] values) {
    /** Speech that a reading to fit on must rest on, ms. */
    private static final long MIN_SPEECH_MS = 1000;

    private static final int WINDOW_FRAMES = 250;
    private static final double CLEAR_SHARE = 0.75;

    /** Returns the readings of a call whose last seconds of speech are clearly of one class. */
    static List<Example> of(Clip speaker, ComposedCall call, List<FeatureVector> track) {
        List<Example> examples = new ArrayList<>();
        for (int second = 0; second < track.size(); second++) {
            int label = labelBefore(call.classOfFrame(), Math.min((second + 1) * 50, call.classOfFrame().length));
            if (label >= 0 && track.get(second).speechMs() >= MIN_SPEECH_MS) {
                examples.add(of(speaker, label, track.get(second)));
            }
        }
        return examples;
    }

    /** Returns one reading as an example. */
    static Example of(Clip speaker, int label, FeatureVector vector) {
        float[] values = new float[FeatureVector.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) vector.value(i);
        }
        return new Example(speaker.corpus(), speaker.speaker(), speaker.sex(), label, values);
    }

    private static int labelBefore(byte[] classOfFrame, int end) {
        int label = -1;
        int spoken = 0;
        int same = 0;
        for (int f = end - 1; f >= 0 && spoken < WINDOW_FRAMES; f--) {
            if (classOfFrame[f] != ComposedCall.NOBODY) {
                label = label < 0 ? classOfFrame[f] : label;
                spoken++;
                same += classOfFrame[f] == label ? 1 : 0;
            }
        }
        return same >= CLEAR_SHARE * spoken ? label : -1;
    }
}
