package io.callfuse.dsp.pitch;

import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * What a pitch tracker learns: the weights of two networks of one hidden layer, of its scorer (softmax cross-entropy over the
 * candidates of voiced frames) and of its voicing (logistic loss). Those that {@code perf}'s {@code PitchFitting} printed: fitted
 * on 608 recordings of 14 speakers of RAVDESS, CASIA and EmoDB and 20 made-up vowels, each clean, over G.711 alone, through a
 * Butterworth band, a random line and steeper bands, and with noise, hum of the mains or of a room, or clipping; the pitch to
 * learn was that of Praat's autocorrelation on the clean recording where its cross-correlation agreed, and unvoiced was where
 * neither found one. Immutable.
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
            -4.652 18.453 -8.0496 -2.6993 3.4706 1.5321 1.635 -10.328 0.38454 4.5306 -3.238
            -1.5481 -1.8656 1.1407 0.75014 -17.809 2.4164 -0.50895 1.3798 0.46577 -1.6991 1.0772
            1.8495 -10.11 -4.2356 -2.9646 -14.169 2.4351 1.0345 2.795 2.7965 9.5196 -5.3327
            1.0501 0.32726 -1.7552 1.1389 -0.31965 -0.25688 -0.38699 0.84919 0.21845 1.6868 -1.2387
            -0.67205 -6.9953 4.5364 3.4389 -3.9468 1.1286 -3.4612 17.954 2.313 12.285 -2.7001
            3.7421 -4.882 1.3002 -0.068912 7.3804 1.2487 -0.13661 0.24704 -0.18344 0.20203 -0.89273
            -4.7431 -19.895 -0.11734 -2.6268 -11.922 -1.8461 -7.1524 -2.3496 1.2642 -3.9393 9.6667
            0.1418 -2.5512 -3.2229 -0.71901 13.407 -0.35072 -0.29281 -0.3951 -0.32856 3.9634 -0.99741
            -13.834 17.279 -5.8308 -5.3666 -22.669 -1.5995 -1.4048 -10.442 3.8296 1.3521 -1.397
            0.698 -1.0573 -0.09113 0.11172 1.2474 0.019307 0.54852 -0.43824 0.20593 5.0654 3.3264
            -13.406 -1.1296 7.3876 1.2852 9.2562 1.9722 1.8718 -0.33239 -0.78047 -0.5569 3.0238
            -1.8686 2.1681 0.51214 1.0561 5.7856 10.062 -0.68103 -0.10577 0.47082 -12.403 2.9501
            10.607 -4.3157 -6.8091 0.57796 -22.782 0.59165 0.10144 -1.2085 0.7548 -6.8559 0.23473
            -0.80659 -3.3167 -0.71058 0.92839 -3.914 -6.9829 -0.058808 0.47214 1.0214 10.594 -1.0229
            6.2303 -8.5136 5.2342 -0.81327 -6.4598 -0.90422 2.142 2.2677 -0.50076 -2.2893 1.4646
            0.46826 0.27804 -1.4519 1.4216 9.6919 1.1904 -10.148 -0.27722 3.3492 3.4413 -1.0384
            -2.8509 6.8137 15.454 -4.1503 -10.05 5.7507 3.0033 13.284 0.73102 -6.0355 3.0577
            -1.5215 1.9166 2.6245 4.2351 33.122 -1.8857 0.60987 -2.2069 0.64506 -7.9783 0.54576
            6.5142 3.5471 10.067 -0.51869 9.0573 0.34991 -9.9349 2.3765 -0.67147 0.63617 -6.4785
            3.4664 -0.68387 0.81705 -2.2935 -2.4322 -4.6707 -0.90295 0.55428 0.20954 6.6947 -1.1836
            -7.8404 12.513 4.3728 1.3185 17.734 -3.1459 -6.1627 4.0331 -2.5416 -2.482 -1.2307
            1.5962 -0.26679 -1.8354 -1.1103 -6.3443 10.055 -0.10461 -1.0518 -0.27442 -7.4844 1.1851
            -7.9622 0.79233 34.806 -3.4783 -30.829 10.276 -9.6935 -9.4961 1.5348 -2.7658 0.71561
            1.41 2.3964 -0.245 -4.3809 4.1365 -1.0351 -0.6686 1.2019 0.61011 -0.21538 1.002
            -4.2734 0.29255 10.547 -6.0035 33.756 4.5877 -2.9748 14.88 1.7694 -1.2932 -6.9736
            4.7637 0.72492 0.57133 3.2443 -9.801 -0.46731 -0.11931 2.0361 -0.69306 1.3872 0.93792
            10.947 -4.3446 0.26912 2.3371 -22.225 6.9172 1.2397 4.0035 1.7985 -8.4901 -1.9896
            0.44589 -0.82994 -1.5386 -1.311 -5.9419 -5.7651 -1.4634 0.66693 0.65016 10.384 -0.88971
            13.388 -9.7134 0.84472 0.85306 2.1468 6.1246 3.4268 -3.4128 2.3097 -1.8513 -5.6976
            7.105 -2.7994 0.34117 -3.1129 7.1549 -1.4356 -0.65338 -1.1481 0.78319 2.0692 -0.90547
            -13.855 13.695 10.61 3.3739 -2.7888 -5.2906 -1.7424 19.192 -1.7119 1.2767 -0.053674
            -2.2008 1.2748 0.2983 -1.2558 -21.766 5.9771 0.66866 0.6551 -1.4035 -1.1957 0.79279
            -1.9769 -2.6442 0.16782 0.22403 1.0207 0.12728 -0.0060003 -3.8139 -5.0252 -2.4802 -0.055524
            0.31375 1.349 1.5251 -7.8402 0.24822 -4.3412 -2.6456 -0.37395 -0.044416 0.15357 0.90831
            -8.8188 -3.4801 1.8621 -2.217 1.5316 -1.0322 -6.08 -12.182 -21.345 4.5248 -36.147
            -9.2736 -0.54958 10.41 0.60828 -1.7422 -0.24853 -1.5049 -0.24556 -1.8163 -2.2596 -2.392
            -3.6404 -0.67704 -2.2232 0.44057 24.253 -1.3479 -4.9142 1.2591 -0.030044 0.29325 -0.24461
            0.90352 1.8775 2.199 7.7406 0.74963 -0.034622 0.19519 -0.12951 -1.4637 0.81747 6.6792
            -2.7651 -3.8199 -0.038347 -0.64353 0.26937 -10.101 -4.1987 -3.5713 0.1331 -2.2262 -0.10838
            4.1406 6.9006 -8.8975 -6.294 0.25617 -0.25148 -3.3871 1.55 2.6584 0.83232 -2.3717
            2.4038 0.5395 -1.5161 0.75897 -0.057419 18.503 -1.8917 -0.066518 0.28379 0.21238 12.608
            -2.1704 -11.429 1.3203 0.13898 -0.53257 -0.53476 0.64662 4.9023 3.9355 -1.2597 3.7494
            -0.2476 -0.74978 0.45996 1.2441 6.9039 6.8024 -9.538 -0.42654 0.16844 -0.72217 0.83129
            1.5736 -0.88323 4.792 0.53901 -1.5636 -0.038659 -0.5162 -0.84094 -1.4563 16.917 -0.27071
            -3.3169 -0.17638 -4.0798 2.2792 1.4234 2.5821 -2.6707 2.3424 -3.5076 1.2956 -0.56355
            -3.8525 -4.3429 -0.91055 1.4635 -0.75342 9.0236 -1.6884 -2.555 0.1846 -0.15886 0.58602
            0.018113 -0.41423 8.7639 0.39211 -4.2649 0.99274 0.94466 -0.25831 0.21828 -0.35694 12.527
            0.27471 -3.0209 1.0842 0.20449 0.038377 0.35706 -0.27181 -1.3232 -0.94965 0.068599 0.62062
            -0.44608 0.47613 -2.998 1.8369 8.2734 -1.1652 -11.104 -1.3995 2.0605 -0.65052 0.3758
            -0.83229 -0.99104 -0.47174 -0.33084 -0.3077 -0.54374 -2.6794 -3.3107 -0.68131 0.57359 0.11121
            -11.243 3.1284 -0.0006272 -2.0707 -0.15451 0.044383 -1.0281 0.0031525 3.6023 2.58 3.8426
            0.59643 0.21759 0.0088612 1.5586 0.1285 5.7061 3.4356 1.0068 -3.1159 0.013877 -0.31071
            0.972 -1.6434 2.6732 3.435 0.073975 -0.76241 4.917 5.3009 2.0101 -6.3048 16.413
            1.9166 -15.755 9.0703 6.1018 16.543 2.8867 8.268 -1.4735 7.3808 -5.5353 -0.23114
            1.2284 8.8873 -2.2658 0.29006 3.1083 -1.6936 -15.662 -0.96916 2.4271 -2.7055 -0.17467
            -0.72017 0.428 -4.2112 -4.4312 -10.39 4.6857 3.2121 -0.12257 0.27582 -0.15377 0.38144
            7.1476 4.0998 14.102 3.1233 0.2191 0.4928 0.4958 -0.41122 -2.0169 3.6683 -0.051518
            -1.453 4.89 -3.1347 5.4463 -14.491 8.2438 -0.99694 -4.5086 2.8391 3.8523 -4.12
            0.74205 -2.8397 2.0321 2.257 0.3029 -2.042 0.78665 9.3229 -4.3998 -0.039194 -0.56225
            0.93835 4.3828 -1.655 1.1785 -1.5601 -0.26888 0.0064089 0.59271 -1.2715 1.2807 -3.5698
            1.1958 -4.5588 0.19373 0.0068499 1.844 -2.0927 0.33141 -28.358 -5.1214 -3.8732 0.13887
            -0.003707 -2.4741 -2.3747 -1.1738 -26.942 0.60054 -0.70846 0.2711 11.501 2.3063 -3.9936
            -11.828 -0.5263 -11.524 -3.705 1.5038 7.8171 1.1191 1.1776 -0.3818 2.4474 -4.3598
            1.3033 -0.21225 -0.89727 -0.45335 -0.33498 2.1776 2.1282 66.187 -1.2322 -2.4596 -0.39953
            -0.49976 -0.19988 0.94453 0.1849 10.508 -0.22738 1.6092 -0.99444 -0.38638 0.056008 -0.32204
            -0.86464 7.3383 0.65875 2.2771 0.56741 -0.8271 -0.0092048 -0.60942 0.76866 8.3787 -0.68225
            -0.40582 2.259 1.2848 0.44859 1.0514 1.0972 -4.9266 1.9026 -3.0009 1.3298 0.39441
            -3.1503 1.5972 -0.53697 -0.42769 1.6429 -2.4315 -0.49465 -0.38234 -1.0029 1.2969 0.86104
            1.6243 -0.13111 -23.199 4.1677 -2.9918""");

    private final float[] scorerColumns;
    private final float[] scorerBias;
    private final float[] scorerOut;
    private final float[] voicingColumns;
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
        voicingColumns = columns(inputs(all, OF_SCORER, VOICING_HIDDEN, VOICING_INPUTS));
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
        float[] columns = new float[rows[0].length * rows.length];
        for (int i = 0; i < rows[0].length; i++) {
            for (int j = 0; j < rows.length; j++) {
                columns[i * rows.length + j] = rows[j][i];
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

    /** Of the voicing: for each input its weight for each hidden unit, input after input. */
    float[] voicingColumns() {
        return voicingColumns;
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
