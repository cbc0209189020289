package io.callfuse.dsp.pitch;

import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * What a pitch tracker learns: the weights of two networks of one hidden layer, of its scorer (softmax cross-entropy over the
 * candidates of voiced frames) and of its voicing (logistic loss). Those that {@code perf}'s {@code PitchFitting} printed: fitted
 * on 468 recordings of 14 speakers of RAVDESS, CASIA and EmoDB, each clean, over G.711 alone, through a Butterworth band, a random
 * line and steeper bands, and with noise, hum or clipping; the pitch to learn was that of Praat's autocorrelation on the clean
 * recording where its cross-correlation agreed. They were fitted before {@link PitchCandidates} left the weak ones out, so the
 * command prints others now. Immutable.
 */
public final class PitchWeights {
    /** Units of the scorer's hidden layer. */
    public static final int HIDDEN = 16;
    /** What a candidate shows the scorer. */
    public static final int DESCRIPTORS = PitchCandidates.DESCRIPTORS;
    /** What the voicing is judged by. */
    public static final int VOICING_INPUTS = VoicingJudge.INPUTS;
    /** Units of the voicing's hidden layer. */
    public static final int VOICING_HIDDEN = VoicingJudge.HIDDEN;
    /** Weights of the scorer: of each hidden unit those of its inputs, its bias and its weight in the score. */
    public static final int OF_SCORER = HIDDEN * (DESCRIPTORS + 2);
    /** Weights of the voicing: the same, and a bias. */
    public static final int OF_VOICING = VOICING_HIDDEN * (VOICING_INPUTS + 2) + 1;

    private static final PitchWeights FITTED = parse(
            """
            0.15239 14.085 -2.6012 -0.98079 11.443 0.98915 1.1181 0.41674 -0.27376 5.6164 -5.0787
            0.21129 -2.429 1.1682 -1.4979 -2.7413 -1.0894 1.126 1.6397 -0.19779 0.20551 1.4747
            13.399 -2.611 3.6297 -2.1079 6.5313 -3.6242 -1.1931 25.534 0.13339 7.7501 -1.2611
            -4.2019 -4.4245 0.84464 -3.0363 0.40327 -1.2837 -0.415 -0.82894 0.3387 0.28563 -1.222
            0.9918 -9.8012 28.851 0.98646 -7.6111 11.593 7.803 -11.711 -2.2695 -3.4321 2.1379
            1.2613 -0.82539 -0.82048 -0.21431 4.3698 0.11647 -0.29163 0.6794 0.69102 -2.9377 -2.0285
            3.5793 -11.291 -3.3381 11.499 31.196 2.6475 6.8094 8.0528 -2.5345 2.3279 0.10924
            -2.0697 2.4871 -3.3823 1.6038 -1.0526 1.013 -0.72488 0.047177 1.1887 -4.24 -2.0846
            0.67901 -5.01 -13.392 7.9382 0.43885 -1.8261 -9.5241 3.6204 0.17224 -1.5664 -0.35502
            0.39892 1.4316 1.3762 -2.2026 12.893 -3.9389 0.19711 1.4506 0.024414 1.9108 -1.0062
            1.176 -2.1067 26.073 1.5526 6.3074 -2.7433 0.82433 15.655 0.85297 -2.0082 0.47341
            -2.5419 1.5639 2.9922 0.0034258 4.3738 1.1396 1.9047 0.41164 -0.95438 -4.5817 0.86547
            -7.6871 27.634 31.345 6.5461 16.921 2.4389 5.7977 -1.6721 -0.87539 2.4505 -0.044023
            0.27832 -0.76505 0.025412 -0.32327 -7.1658 -0.79587 1.6032 0.040153 2.9124 -0.48081 0.85742
            1.5724 2.0847 -4.4223 -1.612 -8.1341 -0.64638 -1.6252 -5.6828 -2.7211 -14.335 5.0296
            -1.413 2.7303 -0.17098 0.40712 -5.8526 -0.59883 0.4339 -0.24754 -0.60491 -1.4589 1.3745
            -6.0036 14.82 -7.0379 2.9723 -10.203 2.9931 3.3836 22.113 2.8676 -2.5108 1.8716
            0.64872 -0.39606 -1.5519 2.2581 1.8527 -0.12001 0.12659 0.072229 -0.22092 2.663 2.5502
            -11.149 8.4438 19.62 1.7423 0.052932 -4.2895 -1.2319 -4.9613 -1.306 6.7192 -0.35569
            -0.23799 0.53126 -0.73641 1.8877 -6.1644 4.197 -0.53799 0.34176 0.075603 -3.8078 0.77392
            1.1083 5.4476 -1.6725 5.6646 -14.727 3.8768 1.6134 -15.295 0.72882 -2.7575 3.4976
            1.9997 0.03605 -2.045 -1.1694 -9.9752 3.4951 -4.0257 -0.46378 2.5717 -1.1524 0.66968
            -8.9178 -1.9121 -4.5685 5.6117 9.5786 1.7237 -4.1742 -16.68 -1.0193 -2.2942 1.1759
            -8.6022 3.1827 0.68613 -0.31462 9.45 0.44986 -0.081384 -0.14259 0.27787 0.48077 1.0566
            4.0479 4.0639 -10.278 -0.96975 -18.527 -2.0684 -0.95695 0.47985 2.0876 -1.1949 -1.007
            -0.10397 -1.5079 0.23914 -0.45427 1.9414 -8.044 -0.1181 0.22801 0.22126 8.7157 -2.5879
            -8.2726 16.235 -5.7114 -4.8625 11.764 8.2213 4.4672 -5.8236 2.4026 0.086936 -2.6148
            2.4646 -0.96146 3.3056 -2.3736 -6.9661 1.7864 -0.84224 -0.49761 0.75318 2.6297 0.75716
            -5.392 18.184 -0.36253 -7.1609 -1.9222 -6.6947 2.4554 1.3716 -2.8979 -2.3072 3.6497
            -3.2442 4.4442 0.14277 -0.12375 18.383 0.36584 2.8715 0.58345 -2.0914 -3.3489 1.5817
            -3.7381 4.8887 1.373 3.6265 -5.1625 2.676 3.1597 -4.6078 0.56276 -6.0402 -0.31028
            0.73546 -2.5713 1.1724 -1.4061 -4.4393 -5.272 -3.0265 1.5809 1.9893 8.5985 -0.91568
            -0.34703 3.411 -0.66824 0.28735 4.3553 -0.063966 7.5261 15.086 -1.6165 -0.94145 -0.32661
            0.30843 0.23509 0.44362 2.7245 14.851 -3.9118 -1.14 -0.70232 0.47857 -1.5649 0.78411
            7.4338 19.398 0.59405 0.64732 -2.9023 0.52957 -1.5945 0.060594 -36.632 3.2708 -11.229
            -10.431 2.5049 -18.409 3.2945 0.10931 -2.6165 2.025 -1.4319 -0.78665 0.51334 3.3844
            0.64355 0.088254 -0.77149 0.17956 -84.363 1.0669 1.3597 1.1082 -0.1767 0.33735 0.3216
            0.0052424 -1.9868 -0.321 -0.7202 -0.079383 0.9801 -0.015053 0.54937 0.71028 -2.8917 0.42641
            -0.57419 0.41388 0.079004 0.03212 0.19687 -0.66847 -0.70111 -1.4026 -1.0751 1.7011 -0.39402
            0.49244 -1.1426 -3.2094 1.4622 -2.7781 -3.5274 -0.043776 1.3744 -4.7733 -0.88156 -0.08503
            -0.60122 -0.51771 0.31506 -0.67707 -0.094483 -5.3699 -2.7984 -0.62106 0.41057 0.16125 11.776
            3.1823 6.5746 -2.0887 -0.053705 -0.14699 -0.22319 -1.0715 0.2954 -10.953 -4.1208 -3.2804
            0.12873 0.048595 0.29726 -0.52441 1.1137 -11.981 0.89669 4.4752 0.050005 0.67215 -0.47974
            3.2366 5.7643 -14.164 -0.18166 1.3538 -0.50551 -3.6667 -3.0554 9.3858 3.3271 -1.7492
            1.822 0.38905 1.3563 4.761 -1.0299 -2.1739 -0.11901 -1.1065 0.83308 0.53059 -0.42425
            -2.9094 2.2449 0.29298 -0.12332 0.35601 16.278 2.2185 -4.2949 -3.7007 0.058427 0.24153
            -0.60766 -1.181 -6.1087 -16.173 -4.073 -0.87469 0.55515 0.42646 -0.80534 1.912 -2.988
            -33.918 -10.472 3.2865 0.70427 0.18594 0.99916 -0.3626 -7.0726 -12.768 -1.0523 -1.5255
            -12.648 2.3455 -0.3656 -0.49684 -5.0375 -2.9752 2.7722 -5.9856 9.3743 26.181 1.6869
            -1.3294 1.8381 0.11025 0.77699 0.98737 -2.7423 3.8575 -2.8466 -0.21922 0.052081 0.4913
            76.225 -1.2312 -9.508 -0.4194 0.42142 0.10187 -0.50674 1.2853 8.8746 -3.4596 -1.7865
            -0.1506 0.10294 -0.0059899 -3.7277 1.3576 6.1024 -0.22453 12.809 1.1811 -0.64173 -0.089311
            -0.58415 0.15506 0.30757 2.4305 -1.3259 1.3611 2.1541 -1.4614 -0.83854 2.5849 -4.2864
            -0.91467 12.518 -10.965 -32.024 12.028 1.2632 -3.4387 -1.1213 3.5073 -1.1919 2.4126
            0.22623 -11.548 -2.939 2.2614 -0.42306 -0.18568 -9.1557 1.7424 2.2483 1.0457 -0.01739
            0.10301 -0.2861 0.71962 -1.2324 3.7845 0.79979 1.8706 -0.1043 -0.41824 -0.35234 -0.27205
            5.5043 -2.4199 -2.9909 2.9684 0.28047 0.037714 0.56339 0.84691 5.9998 2.1824 -0.40644
            -0.092407 -2.8451 -2.0685 2.2313 12.325 15.835 -2.538 5.5731 3.4188 9.0581 -11.07
            -0.77629 1.2414 0.21748 -1.6153 1.3887 0.44962 0.81693 3.9266 2.109 -0.26919 0.66423
            -0.1421 -16.233 2.1701 -3.2449 -1.2457 0.053445 -0.0012051 -0.6973 0.036455 -0.69414 0.50576
            -1.1345 0.56874 0.067346 -0.039907 0.18214 -0.43397 -0.90751 -3.537 -4.424 0.68437 0.02753
            0.0071674 -0.99073 0.51825 0.14753 2.8101 -1.7166 2.7158 -3.0198 0.14754 -1.2755 -1.9945
            -16.721 9.1681 16.82 6.2759 -6.496 -0.48194 1.4655 -4.9829 2.0153 -6.4239 9.7086
            -5.2452 -2.6263 2.2085 3.9033 -0.69207 -3.9198 -0.15469 4.0148 1.2952 2.5776 -2.0459
            -0.084991 -0.22501 0.30504 -2.3081 -2.8308 -4.477 5.543 0.58003 0.071414 0.11422 0.27744
            0.77281 3.7723 -2.0004 -0.88814 2.1947 -0.035898 0.1443 -0.16327 -0.33012 -0.37452 1.4541
            -0.38727 -1.6313 5.8477 0.62011 4.2096 -14.433 5.7164 1.3235 -11.783 2.7204 -4.3742
            -15.826 2.0514 -3.2315 1.8948 0.27373 2.1417 -3.9559 -0.34348 13.449 -2.2725 0.020335
            -1.0429 0.82526 9.9693 -2.0043 -2.229
            """);

    private final float[] scorerColumns;
    private final float[] scorerBias;
    private final float[] scorerOut;
    private final float[][] voicingIntoHidden;
    private final float[] voicingHiddenBias;
    private final float[] voicingOutOfHidden;
    private final float voicingBias;

    /** @param all {@link #OF_SCORER} numbers and {@link #OF_VOICING} more, in the order told there */
    public PitchWeights(float[] all) {
        if (all.length != OF_SCORER + OF_VOICING) {
            throw new IllegalArgumentException(all.length + " weights, not " + (OF_SCORER + OF_VOICING));
        }
        scorerColumns = columns(inputs(all, 0, HIDDEN, DESCRIPTORS));
        scorerBias = repeated(eachOf(all, DESCRIPTORS, HIDDEN, DESCRIPTORS));
        scorerOut = repeated(eachOf(all, DESCRIPTORS + 1, HIDDEN, DESCRIPTORS));
        voicingIntoHidden = inputs(all, OF_SCORER, VOICING_HIDDEN, VOICING_INPUTS);
        voicingHiddenBias = eachOf(all, OF_SCORER + VOICING_INPUTS, VOICING_HIDDEN, VOICING_INPUTS);
        voicingOutOfHidden = eachOf(all, OF_SCORER + VOICING_INPUTS + 1, VOICING_HIDDEN, VOICING_INPUTS);
        voicingBias = all[all.length - 1];
    }

    private static float[][] inputs(float[] all, int from, int hidden, int inputs) {
        float[][] rows = new float[hidden][];
        for (int j = 0; j < hidden; j++) {
            int at = from + j * (inputs + 2);
            rows[j] = Arrays.copyOfRange(all, at, at + inputs);
        }
        return rows;
    }

    private static float[] columns(float[][] rows) {
        float[] columns = new float[DESCRIPTORS * HIDDEN];
        for (int i = 0; i < DESCRIPTORS; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                columns[i * HIDDEN + j] = rows[j][i];
            }
        }
        return columns;
    }

    private static float[] repeated(float[] units) {
        float[] repeated = new float[PitchCandidates.MAX * HIDDEN];
        for (int c = 0; c < PitchCandidates.MAX; c++) {
            System.arraycopy(units, 0, repeated, c * HIDDEN, HIDDEN);
        }
        return repeated;
    }

    private static float[] eachOf(float[] all, int from, int hidden, int inputs) {
        float[] each = new float[hidden];
        for (int j = 0; j < hidden; j++) {
            each[j] = all[from + j * (inputs + 2)];
        }
        return each;
    }

    /** Those that were fitted. */
    public static PitchWeights fitted() {
        return FITTED;
    }

    private static PitchWeights parse(String text) {
        StringTokenizer tokens = new StringTokenizer(text);
        float[] all = new float[tokens.countTokens()];
        for (int i = 0; i < all.length; i++) {
            all[i] = Float.parseFloat(tokens.nextToken());
        }
        return new PitchWeights(all);
    }

    /** For each descriptor of a candidate its weight for each hidden unit, descriptor after descriptor. */
    float[] scorerColumns() {
        return scorerColumns;
    }

    /** The bias of each hidden unit, again for each candidate that there may be. */
    float[] scorerBias() {
        return scorerBias;
    }

    /** The weight of each hidden unit in the score, likewise. */
    float[] scorerOut() {
        return scorerOut;
    }

    /** Of the voicing: for each hidden unit a weight for each input. */
    float[][] voicingIntoHidden() {
        return voicingIntoHidden;
    }

    /** Of the voicing: for each hidden unit its bias. */
    float[] voicingHiddenBias() {
        return voicingHiddenBias;
    }

    /** Of the voicing: for each hidden unit its weight. */
    float[] voicingOutOfHidden() {
        return voicingOutOfHidden;
    }

    /** Of the voicing: its bias. */
    float voicingBias() {
        return voicingBias;
    }
}
