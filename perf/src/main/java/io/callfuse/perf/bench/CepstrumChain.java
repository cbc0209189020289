package io.callfuse.perf.bench;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;

/** From a frame of 256 samples to 13 coefficients of 20 mel bands. Not thread-safe. */
final class CepstrumChain {
    /** Samples in a frame. */
    static final int SIZE = 256;
    /** Mel bands. */
    static final int BANDS = 20;
    /** Coefficients of the cepstrum. */
    static final int COEFFICIENTS = 13;
    /** Where the bands begin, Hz. */
    static final double LOW_HZ = 250;
    /** Where they end, Hz. */
    static final double HIGH_HZ = 3500;

    private final PowerSpectrum spectrum;
    private final MelFilterbank mel;
    private final Mfcc cepstrum;
    private final float[] bandPower = new float[BANDS];
    private final float[] levelDb = new float[BANDS];
    private final float[] coefficients = new float[COEFFICIENTS];

    CepstrumChain(Kernels kernels, double sampleRateHz) {
        spectrum = new PowerSpectrum(SIZE, sampleRateHz, kernels);
        mel = new MelFilterbank(BANDS, LOW_HZ, HIGH_HZ, spectrum);
        cepstrum = new Mfcc(COEFFICIENTS, BANDS, kernels);
    }

    /** Returns the coefficients; the array is rewritten by the next call. */
    float[] next(float[] frame) {
        spectrum.compute(frame);
        mel.apply(spectrum.power(), bandPower);
        mel.levels(bandPower, levelDb);
        cepstrum.transform(levelDb, coefficients);
        return coefficients;
    }
}
