package io.callfuse.dsp.spectrum;

/**
 * One pass of a self-sorting complex transform (Stockham) that takes four points at once: {@code points / (4 stride)} turns, each
 * over {@code stride} transforms that lie side by side. The four points always lie a quarter of the array apart, so that one plain
 * loop goes over all of them; its turns stand in tables in the order of the loop. Immutable.
 */
final class FourPointPass {
    private final int quarter;
    private final int stride;
    private final float[] cos1;
    private final float[] sin1;
    private final float[] cos2;
    private final float[] sin2;
    private final float[] cos3;
    private final float[] sin3;

    /** A pass over {@code points} complex numbers, of which the passes before have made transforms of {@code stride}. */
    FourPointPass(int points, int stride) {
        this.quarter = points / 4;
        this.stride = stride;
        this.cos1 = new float[quarter];
        this.sin1 = new float[quarter];
        this.cos2 = new float[quarter];
        this.sin2 = new float[quarter];
        this.cos3 = new float[quarter];
        this.sin3 = new float[quarter];
        for (int j = 0; j < quarter; j++) {
            double angle = 2 * Math.PI * (j - j % stride) / points;
            cos1[j] = (float) StrictMath.cos(angle);
            sin1[j] = (float) StrictMath.sin(angle);
            cos2[j] = (float) StrictMath.cos(2 * angle);
            sin2[j] = (float) StrictMath.sin(2 * angle);
            cos3[j] = (float) StrictMath.cos(3 * angle);
            sin3[j] = (float) StrictMath.sin(3 * angle);
        }
    }

    /** The first pass: its points are the frame's pairs of samples. */
    void begin(float[] frame, float[] yRe, float[] yIm) {
        int half = 2 * quarter;
        for (int j = 0; j < quarter; j++) {
            int at = 2 * j;
            float sumRe = frame[at] + frame[at + 2 * half];
            float sumIm = frame[at + 1] + frame[at + 2 * half + 1];
            float differenceRe = frame[at] - frame[at + 2 * half];
            float differenceIm = frame[at + 1] - frame[at + 2 * half + 1];
            float otherSumRe = frame[at + half] + frame[at + 3 * half];
            float otherSumIm = frame[at + half + 1] + frame[at + 3 * half + 1];
            float otherDifferenceRe = frame[at + half] - frame[at + 3 * half];
            float otherDifferenceIm = frame[at + half + 1] - frame[at + 3 * half + 1];
            float re1 = differenceRe + otherDifferenceIm;
            float im1 = differenceIm - otherDifferenceRe;
            float re2 = sumRe - otherSumRe;
            float im2 = sumIm - otherSumIm;
            float re3 = differenceRe - otherDifferenceIm;
            float im3 = differenceIm + otherDifferenceRe;
            int to = 4 * j;
            yRe[to] = sumRe + otherSumRe;
            yIm[to] = sumIm + otherSumIm;
            yRe[to + 1] = re1 * cos1[j] + im1 * sin1[j];
            yIm[to + 1] = im1 * cos1[j] - re1 * sin1[j];
            yRe[to + 2] = re2 * cos2[j] + im2 * sin2[j];
            yIm[to + 2] = im2 * cos2[j] - re2 * sin2[j];
            yRe[to + 3] = re3 * cos3[j] + im3 * sin3[j];
            yIm[to + 3] = im3 * cos3[j] - re3 * sin3[j];
        }
    }

    /** Reads x and writes y; they are different arrays. */
    void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
        for (int j = 0; j < quarter; j++) {
            float sumRe = xRe[j] + xRe[j + 2 * quarter];
            float sumIm = xIm[j] + xIm[j + 2 * quarter];
            float differenceRe = xRe[j] - xRe[j + 2 * quarter];
            float differenceIm = xIm[j] - xIm[j + 2 * quarter];
            float otherSumRe = xRe[j + quarter] + xRe[j + 3 * quarter];
            float otherSumIm = xIm[j + quarter] + xIm[j + 3 * quarter];
            float otherDifferenceRe = xRe[j + quarter] - xRe[j + 3 * quarter];
            float otherDifferenceIm = xIm[j + quarter] - xIm[j + 3 * quarter];
            float re1 = differenceRe + otherDifferenceIm;
            float im1 = differenceIm - otherDifferenceRe;
            float re2 = sumRe - otherSumRe;
            float im2 = sumIm - otherSumIm;
            float re3 = differenceRe - otherDifferenceIm;
            float im3 = differenceIm + otherDifferenceRe;
            int to = j + 3 * (j & -stride);
            yRe[to] = sumRe + otherSumRe;
            yIm[to] = sumIm + otherSumIm;
            yRe[to + stride] = re1 * cos1[j] + im1 * sin1[j];
            yIm[to + stride] = im1 * cos1[j] - re1 * sin1[j];
            yRe[to + 2 * stride] = re2 * cos2[j] + im2 * sin2[j];
            yIm[to + 2 * stride] = im2 * cos2[j] - re2 * sin2[j];
            yRe[to + 3 * stride] = re3 * cos3[j] + im3 * sin3[j];
            yIm[to + 3 * stride] = im3 * cos3[j] - re3 * sin3[j];
        }
    }
}
