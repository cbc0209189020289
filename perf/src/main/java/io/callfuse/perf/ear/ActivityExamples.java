package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.SoundTexture;
import io.callfuse.dsp.activity.VoiceActivityDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the detector had heard at frames of which it is known whether they speak for a talker or for music. A frame that was
 * too soft to count is no example: the detector does not weigh it either. For one thread; draws from one seed.
 */
final class ActivityExamples {
    private static final int KEEP_ONE_IN = 15;
    /** The verdict on a frame of speech is made by the textures of this many frames after it. */
    private static final int MIN_AHEAD_FRAMES = 4;

    private final Random random = new Random(3);
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private double weight = 1;

    /** Says how much what is added from now on counts beside others of its class. */
    void weigh(double newWeight) {
        weight = newWeight;
    }

    /** Adds frames of a sound that is music throughout. */
    void addMusic(short[] samples) {
        add(samples, null);
    }

    /** Adds the frames that follow speech shortly; none counts as music. */
    void addSpeech(short[] samples, boolean[] speech) {
        add(samples, speech);
    }

    /** By frame, the features of {@link SoundTexture}. */
    List<float[]> rows() {
        return rows;
    }

    /** By frame, 1 for speech and 0 for music. */
    int[] labels() {
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }

    /** By frame, how much it counts: each class for half, all for 1. */
    double[] shares() {
        double[] sum = new double[2];
        double[] shares = new double[labels.size()];
        for (int i = 0; i < shares.length; i++) {
            sum[labels.get(i)] += weights.get(i);
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights.get(i) / sum[labels.get(i)] / 2;
        }
        return shares;
    }

    private void add(short[] samples, boolean[] speech) {
        ActivityInputs inputs = new ActivityInputs();
        VoiceActivityDetector detector = new VoiceActivityDetector(inputs.pitchLagFrames());
        int frames = samples.length / ActivityInputs.FRAME_SAMPLES;
        for (int f = 0; f < frames; f++) {
            inputs.accept(samples, f);
            detector.accept(inputs.levelDbfs(), inputs.power(), inputs.likelyF0Hz(), inputs.voicingProbability());
            if (detector.texture().heard() && random.nextInt(KEEP_ONE_IN) == 0 && known(speech, f)) {
                rows.add(row(detector.texture()));
                labels.add(speech == null ? 0 : 1);
                weights.add(weight);
            }
        }
    }

    private boolean known(boolean[] speech, int frame) {
        if (speech == null) {
            return true;
        }
        int ahead = MIN_AHEAD_FRAMES + random.nextInt(VoiceActivityDetector.LAG_FRAMES + 1 - MIN_AHEAD_FRAMES);
        return frame >= ahead && frame - ahead < speech.length && speech[frame - ahead];
    }

    private static float[] row(SoundTexture texture) {
        double[] features = new double[SoundTexture.FEATURES];
        texture.write(features);
        float[] row = new float[features.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) features[i];
        }
        return row;
    }
}
