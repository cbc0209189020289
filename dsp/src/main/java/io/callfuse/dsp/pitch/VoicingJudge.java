package io.callfuse.dsp.pitch;

/**
 * The probability that a frame is voiced and has the pitch that was chosen: logistic regression over what five frames around it
 * show (periodicity, level over the floor and under the peak of the last seconds, balance of the bands) and over the choice
 * itself. For one thread.
 */
final class VoicingJudge {
    /** Frames around the judged one on each side. */
    static final int AROUND = 2;

    /** What a frame shows of its voicing. */
    static final int SHOWN = 6;
    /** What the choice adds. */
    static final int OF_CHOICE = 7;

    private static final int KEPT = 8;
    private static final int PLACES = 2 * AROUND + 1;

    private final float[] shares = new float[KEPT * PLACES];
    private long frames;

    /** Takes what the next frame shows. */
    void accept(float[] shown) {
        int from = frames == 0 ? 1 - KEPT : 0;
        for (int back = from; back <= 0; back++) {
            int at = (int) ((frames + back + KEPT) % KEPT) * PLACES;
            for (int place = 0; place < PLACES; place++) {
                float sum = 0;
                for (int i = 0; i < SHOWN; i++) {
                    sum += PitchWeights.VOICING[place * SHOWN + i] * shown[i];
                }
                shares[at + place] = sum;
            }
        }
        frames++;
    }

    /**
     * Returns the probability, 0..1.
     *
     * @param framesAgo how long before the last frame the judged one was, {@link #AROUND} at least
     * @param choice what the choice adds
     */
    float probability(int framesAgo, float[] choice) {
        float sum = PitchWeights.VOICING_BIAS;
        for (int place = 0; place < PLACES; place++) {
            long frame = frames - 1 - framesAgo + place - AROUND + KEPT;
            sum += shares[(int) (frame % KEPT) * PLACES + place];
        }
        for (int i = 0; i < OF_CHOICE; i++) {
            sum += PitchWeights.VOICING[PLACES * SHOWN + i] * choice[i];
        }
        return FastExp.logistic(sum);
    }

    /** Forgets the frames before. */
    void reset() {
        frames = 0;
    }
}
