package io.callfuse.dsp.spectrum;

/**
 * The last pass of a self-sorting complex transform (Stockham) whose passes before left transforms of eight points, that lie
 * side by side: no turns but eighths are left. The even and the odd results are formed in loops of their own, which keeps all
 * numbers of a loop in registers. Without state.
 */
final class EightPointPass {
    private static final float HALF_ROOT = (float) Math.sqrt(0.5);

    private EightPointPass() {}

    /** Reads x and writes y, which are different arrays, {@code stride} transforms. */
    static void run(int stride, float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
        even(stride, xRe, xIm, yRe, yIm);
        odd(stride, xRe, xIm, yRe, yIm);
    }

    private static void even(int stride, float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
        for (int j = 0; j < stride; j++) {
            float re0 = xRe[j] + xRe[j + 4 * stride];
            float im0 = xIm[j] + xIm[j + 4 * stride];
            float re1 = xRe[j + stride] + xRe[j + 5 * stride];
            float im1 = xIm[j + stride] + xIm[j + 5 * stride];
            float re2 = xRe[j + 2 * stride] + xRe[j + 6 * stride];
            float im2 = xIm[j + 2 * stride] + xIm[j + 6 * stride];
            float re3 = xRe[j + 3 * stride] + xRe[j + 7 * stride];
            float im3 = xIm[j + 3 * stride] + xIm[j + 7 * stride];
            float sumRe = re0 + re2;
            float sumIm = im0 + im2;
            float otherRe = re1 + re3;
            float otherIm = im1 + im3;
            yRe[j] = sumRe + otherRe;
            yIm[j] = sumIm + otherIm;
            yRe[j + 4 * stride] = sumRe - otherRe;
            yIm[j + 4 * stride] = sumIm - otherIm;
            yRe[j + 2 * stride] = (re0 - re2) + (im1 - im3);
            yIm[j + 2 * stride] = (im0 - im2) - (re1 - re3);
            yRe[j + 6 * stride] = (re0 - re2) - (im1 - im3);
            yIm[j + 6 * stride] = (im0 - im2) + (re1 - re3);
        }
    }

    private static void odd(int stride, float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
        for (int j = 0; j < stride; j++) {
            float re0 = xRe[j] - xRe[j + 4 * stride];
            float im0 = xIm[j] - xIm[j + 4 * stride];
            float re1 = xRe[j + stride] - xRe[j + 5 * stride];
            float im1 = xIm[j + stride] - xIm[j + 5 * stride];
            float re2 = xRe[j + 2 * stride] - xRe[j + 6 * stride];
            float im2 = xIm[j + 2 * stride] - xIm[j + 6 * stride];
            float re3 = xRe[j + 3 * stride] - xRe[j + 7 * stride];
            float im3 = xIm[j + 3 * stride] - xIm[j + 7 * stride];
            float turnedRe1 = (re1 + im1) * HALF_ROOT;
            float turnedIm1 = (im1 - re1) * HALF_ROOT;
            float turnedRe3 = (im3 - re3) * HALF_ROOT;
            float turnedIm3 = (-im3 - re3) * HALF_ROOT;
            float sumRe = turnedRe1 + turnedRe3;
            float sumIm = turnedIm1 + turnedIm3;
            float differenceRe = turnedRe1 - turnedRe3;
            float differenceIm = turnedIm1 - turnedIm3;
            yRe[j + stride] = (re0 + im2) + sumRe;
            yIm[j + stride] = (im0 - re2) + sumIm;
            yRe[j + 5 * stride] = (re0 + im2) - sumRe;
            yIm[j + 5 * stride] = (im0 - re2) - sumIm;
            yRe[j + 3 * stride] = (re0 - im2) + differenceIm;
            yIm[j + 3 * stride] = (im0 + re2) - differenceRe;
            yRe[j + 7 * stride] = (re0 - im2) - differenceIm;
            yIm[j + 7 * stride] = (im0 + re2) + differenceRe;
        }
    }
}
