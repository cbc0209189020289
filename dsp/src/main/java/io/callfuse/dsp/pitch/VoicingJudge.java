package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.Kernels;
import java.util.Arrays;

/**
 * The probability that a frame is voiced and has the pitch that was chosen, by one hidden layer of {@link #HIDDEN} units
 * x / (1 + |x|) and a logistic output. It judges by what the frame and its two neighbours show (periodicity, level over the floor,
 * over the codec's resolution and under the peak of the last seconds, balance of the bands) and by the choice itself. For one
 * thread.
 */
final class VoicingJudge {
    /** Frames around the judged one on each side. */
    static final int AROUND = 1;
    /** What a frame shows of its voicing. */
    static final int SHOWN = 8;
    /** What the choice adds: its probability and the root of it, the leaps to it and from it, and what it showed the scorer. */
    static final int OF_CHOICE = 4 + PitchCandidates.DESCRIPTORS;
    /** Units of the hidden layer, a multiple of eight. */
    static final int HIDDEN = 8;

    private static final int PLACES = 2 * AROUND + 1;
    /** Numbers in all that it judges by. */
    static final int INPUTS = PLACES * SHOWN + OF_CHOICE;

    private static final int KEPT = 8;

    private final float[] kept = new float[KEPT * SHOWN];
    private final float[] inputs = new float[INPUTS];
    private final float[] hidden = new float[HIDDEN];
    private final Kernels kernels = Kernels.best();
    private final float[] columns;
    private final float[] hiddenBias;
    private final float[] outOfHidden;
    private final float bias;
    private int frames;

    VoicingJudge(PitchWeights weights) {
        columns = weights.voicingColumns();
        hiddenBias = weights.voicingHiddenBias();
        outOfHidden = weights.voicingOutOfHidden();
        bias = weights.voicingBias();
    }

    /** Takes what the next frame shows. */
    void accept(float[] shown) {
        if (frames == 0) {
            for (int at = 0; at < kept.length; at += SHOWN) {
                System.arraycopy(shown, 0, kept, at, SHOWN);
            }
        }
        System.arraycopy(shown, 0, kept, frames % KEPT * SHOWN, SHOWN);
        frames = frames + 1 == 2 * KEPT ? KEPT : frames + 1;
    }

    /**
     * Returns the probability, 0..1.
     *
     * @param framesAgo how long before the last frame the judged one was, {@link #AROUND} at least
     * @param choice what the choice adds
     */
    float probability(int framesAgo, float[] choice) {
        for (int place = 0; place < PLACES; place++) {
            int frame = frames - 1 - framesAgo + place - AROUND + KEPT;
            System.arraycopy(kept, frame % KEPT * SHOWN, inputs, place * SHOWN, SHOWN);
        }
        System.arraycopy(choice, 0, inputs, PLACES * SHOWN, OF_CHOICE);
        kernels.multiplyMatrix(columns, HIDDEN, inputs, 0, INPUTS, hidden, 0);
        float score = bias;
        for (int j = 0; j < HIDDEN; j++) {
            float sum = hiddenBias[j] + hidden[j];
            score += outOfHidden[j] * (sum / (1 + Math.abs(sum)));
        }
        return FastExp.logistic(score);
    }

    /** What was judged by last: what the frames show, oldest first, then what the choice adds. */
    float[] inputs() {
        return inputs;
    }

    /** Forgets the frames before. */
    void reset() {
        frames = 0;
        Arrays.fill(inputs, 0);
    }
}
