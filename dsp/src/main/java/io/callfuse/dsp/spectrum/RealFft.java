package io.callfuse.dsp.spectrum;

/**
 * Fourier transform of a real frame of {@code float}: a complex transform of half the size over the even and the odd samples, then
 * their separation (Cooley and Tukey 1965; Sorensen et al. 1987). The complex one sorts itself as it goes (Stockham, in Cochran
 * et al. 1967) and takes four points at once, eight in a last pass where the size asks for it. All sines are tabulated by {@link
 * StrictMath}, so that the same frame gives the same bits everywhere. Without a memory of frames; allocates when made; for one
 * thread.
 */
public final class RealFft {
    private final int size;
    private final int half;
    private final float[] cosines;
    private final float[] sines;
    private final FourPointPass[] passes;
    /** Points of the transforms that the passes leave to be done: 1, 2 or 8. */
    private final int last;

    private float[] re;
    private float[] im;
    private float[] nextRe;
    private float[] nextIm;

    /** @param size samples in a frame, a power of two, 8 at least */
    public RealFft(int size) {
        if (size < 8 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size is " + size + ", not a power of two of 8 at least");
        }
        this.size = size;
        this.half = size / 2;
        FourierTables tables = FourierTables.of(size);
        this.cosines = tables.cosines();
        this.sines = tables.sines();
        this.passes = tables.passes();
        this.last = half >> 2 * passes.length;
        this.re = new float[half];
        this.im = new float[half];
        this.nextRe = new float[half];
        this.nextIm = new float[half];
    }

    /** Samples in a frame. */
    public int size() {
        return size;
    }

    /** Writes X(k) for k = 0..size/2 (the imaginary parts of the first and the last are 0). */
    public void transform(float[] frame, float[] intoRe, float[] intoIm) {
        transformHalves(frame);
        intoRe[0] = re[0] + im[0];
        intoRe[half] = re[0] - im[0];
        intoIm[0] = 0;
        intoIm[half] = 0;
        for (int k = 1; k <= half / 2; k++) {
            int mirror = half - k;
            float evenRe = 0.5f * (re[k] + re[mirror]);
            float evenIm = 0.5f * (im[k] - im[mirror]);
            float oddRe = 0.5f * (im[k] + im[mirror]);
            float oddIm = 0.5f * (re[mirror] - re[k]);
            float turnedRe = oddRe * cosines[k] + oddIm * sines[k];
            float turnedIm = oddIm * cosines[k] - oddRe * sines[k];
            intoRe[k] = evenRe + turnedRe;
            intoIm[k] = evenIm + turnedIm;
            intoRe[mirror] = evenRe - turnedRe;
            intoIm[mirror] = turnedIm - evenIm;
        }
    }

    /** Writes |X(k)|^2 for k = 0..size/2. */
    public void squaredMagnitude(float[] frame, float[] into) {
        transformHalves(frame);
        float dc = re[0] + im[0];
        float nyquist = re[0] - im[0];
        into[0] = dc * dc;
        into[half] = nyquist * nyquist;
        separateSquared(re, im, into);
    }

    /** X(k) and its mirror from the symmetry of the packed transform; all of it is twice too large before it is squared. */
    private void separateSquared(float[] packedRe, float[] packedIm, float[] into) {
        for (int k = 1; k <= half / 2; k++) {
            int mirror = half - k;
            float evenRe = packedRe[k] + packedRe[mirror];
            float evenIm = packedIm[k] - packedIm[mirror];
            float oddRe = packedIm[k] + packedIm[mirror];
            float oddIm = packedRe[mirror] - packedRe[k];
            float turnedRe = oddRe * cosines[k] + oddIm * sines[k];
            float turnedIm = oddIm * cosines[k] - oddRe * sines[k];
            float upperRe = evenRe + turnedRe;
            float upperIm = evenIm + turnedIm;
            float lowerRe = evenRe - turnedRe;
            float lowerIm = evenIm - turnedIm;
            into[k] = 0.25f * (upperRe * upperRe + upperIm * upperIm);
            into[mirror] = 0.25f * (lowerRe * lowerRe + lowerIm * lowerIm);
        }
    }

    /** The transform of the even samples plus i times the odd ones, to {@code re} and {@code im}. */
    private void transformHalves(float[] frame) {
        passes[0].begin(frame, re, im);
        for (int i = 1; i < passes.length; i++) {
            passes[i].run(re, im, nextRe, nextIm);
            swap();
        }
        if (last > 1) {
            if (last == 8) {
                EightPointPass.run(half / 8, re, im, nextRe, nextIm);
            } else {
                twoAtOnce(half / 2, re, im, nextRe, nextIm);
            }
            swap();
        }
    }

    private void swap() {
        float[] doneRe = nextRe;
        float[] doneIm = nextIm;
        nextRe = re;
        nextIm = im;
        re = doneRe;
        im = doneIm;
    }

    /** The last pass where the size is two times a power of four: no turns are left. */
    private static void twoAtOnce(int stride, float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
        for (int q = 0; q < stride; q++) {
            yRe[q] = xRe[q] + xRe[q + stride];
            yIm[q] = xIm[q] + xIm[q + stride];
            yRe[q + stride] = xRe[q] - xRe[q + stride];
            yIm[q + stride] = xIm[q] - xIm[q + stride];
        }
    }
}
