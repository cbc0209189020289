package io.callfuse.dsp.spectrum;

/**
 * Triangular bands, evenly spaced on the mel scale 1127 ln(1 + f/700) (O'Shaughnessy 1987). Immutable after construction;
 * writes into the caller's arrays.
 */
public final class MelFilterbank {
    private final int[] firstBin;
    private final double[][] weights;
    private final double[] centreHz;

    /** Lays {@code bands} triangles between two frequencies over spectra of the shape of this one. */
    public MelFilterbank(int bands, double lowHz, double highHz, PowerSpectrum spectrum) {
        if (bands < 2 || lowHz >= highHz) {
            throw new IllegalArgumentException(bands + " bands from " + lowHz + " to " + highHz + " Hz");
        }
        this.firstBin = new int[bands];
        this.weights = new double[bands][];
        this.centreHz = new double[bands];
        double lowMel = mel(lowHz);
        double stepMel = (mel(highHz) - lowMel) / (bands + 1);
        for (int b = 0; b < bands; b++) {
            double left = hz(lowMel + b * stepMel);
            double right = hz(lowMel + (b + 2) * stepMel);
            centreHz[b] = hz(lowMel + (b + 1) * stepMel);
            firstBin[b] = (int) StrictMath.ceil(left / spectrum.binHz());
            int lastBin = (int) StrictMath.floor(right / spectrum.binHz());
            weights[b] = triangle(firstBin[b], lastBin, left, centreHz[b], right, spectrum.binHz());
        }
    }

    /** Number of bands. */
    public int bands() {
        return weights.length;
    }

    /** Middle of a band, Hz. */
    public double centreHz(int band) {
        return centreHz[band];
    }

    /** Writes each band's power into {@code bandPower}; 0 where a bin of it is no number. */
    public void apply(double[] power, double[] bandPower) {
        for (int b = 0; b < weights.length; b++) {
            double sum = 0;
            double[] triangle = weights[b];
            int first = firstBin[b];
            for (int i = 0; i < triangle.length; i++) {
                sum += triangle[i] * power[first + i];
            }
            bandPower[b] = Double.isFinite(sum) ? sum : 0;
        }
    }

    private static double[] triangle(int first, int last, double left, double centre, double right, double binHz) {
        double[] triangle = new double[last - first + 1];
        for (int i = 0; i < triangle.length; i++) {
            double hz = (first + i) * binHz;
            triangle[i] = hz <= centre ? (hz - left) / (centre - left) : (right - hz) / (right - centre);
        }
        return triangle;
    }

    private static double mel(double hz) {
        return 1127 * StrictMath.log(1 + hz / 700);
    }

    private static double hz(double mel) {
        return 700 * (StrictMath.exp(mel / 1127) - 1);
    }
}
