package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaTime;
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
 * @param line number of the call that it was heard in; below 0 that of a sitting
 * @param values the features, raw
 */
record Example(String corpus, String speaker, String sex, int label, int line, float[] values) {
    /** Speech that a reading to fit on must rest on, ms. */
    private static final long MIN_SPEECH_MS = 1000;

    private static final int WINDOW_FRAMES = 250;
    private static final double CLEAR_SHARE = 0.3;
    /** What is heard is known so much later. */
    private static final int LAG_FRAMES = 8;

    /** Whether it is a single utterance, and no part of a call. */
    boolean isUtterance() {
        return line < 0;
    }

    /** Returns the readings of a call that end in speech of one class. */
    static List<Example> of(Clip speaker, int line, ComposedCall call, List<FeatureVector> track) {
        List<Example> examples = new ArrayList<>();
        long heardMs = 0;
        for (int second = 0; second < track.size(); second++) {
            FeatureVector reading = track.get(second);
            int label = labelAt(call, second);
            if (label >= 0 && reading.speechMs() >= MIN_SPEECH_MS && reading.speechMs() > heardMs) {
                examples.add(of(speaker, label, line, reading));
            }
            heardMs = reading.speechMs();
        }
        return examples;
    }

    /** Returns one reading as an example. */
    static Example of(Clip speaker, int label, int line, FeatureVector vector) {
        float[] values = new float[FeatureVector.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) vector.value(i);
        }
        return new Example(speaker.corpus(), speaker.speaker(), speaker.sex(), label, line, values);
    }

    /**
     * The class of the newest speech that was heard by then, where enough of the last seconds of speech is of it; -1 otherwise. So
     * a model learns to tell a mood as it begins.
     */
    static int labelAt(ComposedCall call, int second) {
        byte[] classOfFrame = call.classOfFrame();
        int label = -1;
        int spoken = 0;
        int same = 0;
        int end = Math.min((second + 1) * MediaTime.FRAMES_PER_SECOND - LAG_FRAMES, classOfFrame.length);
        for (int f = end - 1; f >= 0 && spoken < WINDOW_FRAMES; f--) {
            if (classOfFrame[f] != ComposedCall.NOBODY) {
                label = label < 0 ? classOfFrame[f] : label;
                spoken++;
                same += classOfFrame[f] == label ? 1 : 0;
            }
        }
        return spoken > 0 && same >= CLEAR_SHARE * spoken ? label : -1;
    }
}
