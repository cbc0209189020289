package io.callfuse.dsp.pitch;

import java.util.StringTokenizer;

/**
 * What the pitch tracker learned: the weights of its scorer (softmax cross-entropy over the candidates of voiced frames) and of
 * its voicing (logistic loss). Fitted with the Adam rule and Newton's on 203 recordings of 14 speakers of RAVDESS, CASIA and
 * EmoDB, each clean, through a Butterworth band with mu-law, and through three random lines (band edges, slope, level, noise; two
 * of them with hum, clipping and babble, too), simulated outside this project; the pitch to learn was that of Praat's
 * autocorrelation on the clean recording where its cross-correlation agreed. Immutable.
 */
final class PitchWeights {
    /** Units of the hidden layer. */
    static final int HIDDEN = 16;

    /** For each hidden unit a weight for each descriptor of a candidate. */
    static final float[][] INTO_HIDDEN = rows(
            """
            3.7774 -7.364 -1.6417 0.69094 -0.338 5.4734 0.80014 -7.5438 0.37686 1.2754
            -0.53706 0.83637 -0.83492 -0.57374 -0.57602 -2.1624 -1.8073 -1.5819 -0.61445 0.28987
            2.8175 -6.0421 4.9686 3.8419 -10.967 0.69081 2.0052 4.0807 -0.13014 1.8353
            -0.47936 1.1219 -2.4854 -1.0054 -1.2594 7.0695 -0.7265 0.62182 -0.10232 0.35464
            2.6073 -6.0417 0.33544 2.7603 2.6153 -1.0848 -2.4188 0.40447 0.040293 0.7478
            -1.1357 0.84193 -0.81236 0.42545 0.31471 -3.8314 -0.3358 -0.94067 -0.3667 0.88021
            2.8372 -5.8556 0.66723 -2.7566 0.42042 1.4001 2.582 -2.6949 0.44184 0.97171
            -0.66077 3.1471 -2.1137 -0.20537 -0.85321 -0.95797 -0.97731 -0.73931 0.13633 0.48339
            8.4017 -7.0921 -6.0474 2.8479 -20.223 2.2055 -1.3141 2.5428 -0.4296 1.0436
            -0.35134 -0.22374 -0.10281 -1.3878 0.50893 8.974 -1.2247 -0.32375 -0.10465 -0.61144
            2.7843 -5.1296 -12.183 0.50789 6.8462 2.8305 1.8527 4.6399 0.060326 0.16436
            -0.10136 -0.14331 -0.51697 -0.93968 -0.092995 3.5252 -0.26246 -0.50004 0.11505 0.062396
            0.19936 -0.53038 -1.9736 4.0589 1.5403 0.52911 1.7881 2.1626 0.022392 2.9098
            0.49558 0.51371 -0.36598 -0.2002 0.45196 -5.1676 -1.9381 -1.5926 0.066589 0.88668
            1.4261 -3.2093 -2.1437 -4.3315 1.7079 2.6069 1.3837 6.9513 0.13862 -0.47437
            -0.83625 2.645 -1.2924 -0.1875 -0.48459 2.1466 -1.8077 -0.40126 0.2034 -0.020691
            5.791 -13.4 -7.684 4.4142 2.7005 -0.51331 3.4424 18.178 -0.33636 0.30231
            -1.0119 0.22248 0.52432 -1.2857 0.3789 6.6201 -0.59102 -0.082897 -0.30268 -0.5339
            -0.78788 -1.6628 -0.34696 0.12143 7.1702 -0.32106 -0.78078 -7.2691 -0.24044 -5.1593
            0.40974 -2.5712 1.9755 0.54485 -0.82933 -0.43527 -0.23532 0.48504 -0.056476 -1.1568
            -1.2093 3.1789 1.5169 -3.7116 -1.4112 -0.019017 -3.3505 -6.9221 -0.20782 -4.5895
            0.50381 -1.8533 -0.087721 0.20193 0.31337 -2.3409 0.62044 0.41348 0.83814 -0.5356
            4.0966 -11.578 -11.792 3.6298 12.028 0.15182 -3.0621 12.462 0.085268 1.069
            -1.0195 0.5358 -0.45816 0.03264 -0.18881 3.7297 -0.95544 -0.16056 -0.077526 -0.09443
            -4.8758 6.3824 2.5692 2.1872 2.1062 -1.9085 3.7047 7.7478 -0.57292 -0.51703
            0.80738 -2.8334 0.29243 0.24728 -0.20171 0.16649 1.5151 0.016572 -0.32279 -0.62413
            3.8132 -3.5819 -1.5155 -0.58779 -13.369 1.689 0.89838 -12.263 0.31286 0.20523
            -0.53336 0.78387 -0.86356 -0.036193 -0.095281 2.4283 -1.3002 -0.31421 0.041504 0.037801
            -5.1235 11.387 1.5324 -3.5186 -0.61115 -0.18662 -2.9223 -0.19377 -0.05055 -0.35283
            0.012434 0.5926 -0.014189 -0.10234 -0.18716 -0.77629 0.19005 0.4674 0.0017056 -0.093795
            3.7406 -11.713 -1.735 -1.9402 -0.77986 -1.5663 -2.058 -3.6845 0.49854 0.95207
            -0.40878 1.8252 0.31442 -0.51766 -0.24826 2.0563 -0.5983 -0.31439 -0.18826 0.26311
            """);

    /** For each hidden unit its bias. */
    static final float[] HIDDEN_BIAS = numbers(
            """
            2.3335 1.2735 0.94799 1.4651 -0.73496 0.87874 1.481 1.586
            -0.34689 0.86624 0.31393 0.76199 -0.43953 0.90707 -0.2241 1.0069
            """);

    /** For each hidden unit its weight in the score. */
    static final float[] OUT_OF_HIDDEN = numbers(
            """
            -0.41367 -0.69338 -0.71864 -0.5701 -0.63297 -0.68625 -0.59575 -0.44121
            -0.56289 0.30733 0.79622 -0.63615 0.72062 -0.86354 0.68655 -0.62475
            """);

    /** Voicing: what five frames show, oldest first, then what the choice adds. */
    static final float[] VOICING = numbers(
            """
            -0.044004 0.055589 -0.14654 0.27302 0.35092 0.75812
            0.24948 0.54455 0.031183 -0.023168 0.044895 0.72538
            -2.7197 -0.64859 0.31986 -0.11106 -0.67279 0.46242
            3.0675 0.23931 -0.070429 0.13588 -0.14152 0.3462
            1.6597 -0.079742 -0.05233 0.0014447 0.22739 0.30109
            -0.66693 1.874 -1.1369 -1.0082 2.9183 -0.15167
            6.9783
            """);

    /** Voicing: its bias. */
    static final float VOICING_BIAS = -7.7928f;

    private PitchWeights() {}

    private static float[] numbers(String text) {
        StringTokenizer tokens = new StringTokenizer(text);
        float[] numbers = new float[tokens.countTokens()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(tokens.nextToken());
        }
        return numbers;
    }

    private static float[][] rows(String text) {
        float[] all = numbers(text);
        float[][] rows = new float[HIDDEN][PitchCandidates.DESCRIPTORS];
        for (int i = 0; i < all.length; i++) {
            rows[i / PitchCandidates.DESCRIPTORS][i % PitchCandidates.DESCRIPTORS] = all[i];
        }
        return rows;
    }
}
