package io.callfuse.engine.feature;

import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.AuditoryLoudness;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.SpectralShape;
import io.callfuse.dsp.spectrum.ZeroCrossingRate;
import java.util.stream.IntStream;

/** Measures the descriptors that need no pitch, of the last 32 ms, every 20 ms. Allocates when made; for one thread. */
final class SpectrumAnalysis {
    /** Samples of an analysis frame. */
    static final int FRAME_SIZE = 256;

    private static final double SAMPLE_RATE_HZ = 8000;
    private static final int MEL_BANDS = 14;
    private static final double LOWEST_BAND_HZ = 250;
    private static final double HIGHEST_BAND_HZ = 3500;
    private static final double SPLIT_HZ = 1000;
    /** 1 dB a second of speech, by frames of 20 ms. */
    private static final double LOUDEST_DECAY = StrictMath.pow(10, -0.002);
    /** 38 dB below the loudest frame, that is about 30 dB below the level of speech. */
    private static final double FILL_SHARE = StrictMath.pow(10, -3.8);

    /** Loudness is a sum of cube roots: three times its level in dB moves as the gain does. */
    private static final double LOUDNESS_EXPONENT = 3;

    private static final double TINY_LOUDNESS = 1e-6;

    private final float[] frame = new float[FRAME_SIZE];
    private final PowerSpectrum spectrum = new PowerSpectrum(FRAME_SIZE, SAMPLE_RATE_HZ);
    private final int lowBin = spectrum.binOf(LOWEST_BAND_HZ);
    private final int highBin = spectrum.binOf(HIGHEST_BAND_HZ);
    private final float[] filled = new float[spectrum.power().length];
    private final SpectralShape shape = new SpectralShape(spectrum.binHz(), LOWEST_BAND_HZ, HIGHEST_BAND_HZ);
    private final MelFilterbank mel = new MelFilterbank(MEL_BANDS, LOWEST_BAND_HZ, HIGHEST_BAND_HZ, spectrum);
    private final Mfcc cepstrum = new Mfcc(Descriptor.MFCC_COUNT, MEL_BANDS);
    private final AuditoryLoudness loudness = new AuditoryLoudness(
            IntStream.range(0, MEL_BANDS).mapToDouble(mel::centreHz).toArray());
    private final SpectralFlux flux = new SpectralFlux(lowBin, highBin);
    private final SpectralFlux fluxHigh = new SpectralFlux(spectrum.binOf(SPLIT_HZ), highBin);
    private final float[] bandPower = new float[MEL_BANDS];
    private final float[] bandLevelDb = new float[MEL_BANDS];
    private final float[] previousBandLevelDb = new float[MEL_BANDS];
    private final float[] mfcc = new float[Descriptor.MFCC_COUNT];
    private boolean havePrevious;
    private double linePower;
    private double loudestPower;

    /** Measures the frame that begins at {@code offset} and writes its descriptors; those of voiced frames are masked later. */
    void measure(float[] samples, int offset, float[] d) {
        System.arraycopy(samples, offset, frame, 0, FRAME_SIZE);
        spectrum.compute(frame);
        linePower = sum(spectrum.power());
        fillUp(spectrum.power());
        shape.measure(filled);
        mel.apply(filled, bandPower);
        mel.levels(bandPower, bandLevelDb);
        measureBands(d);
        d[Descriptor.LEVEL.ordinal()] = (float) Decibels.ofPower(shape.bandPower());
        d[Descriptor.ALPHA_RATIO.ordinal()] = (float) shape.alphaRatioDb();
        d[Descriptor.HAMMARBERG.ordinal()] = (float) shape.hammarbergIndexDb();
        d[Descriptor.SLOPE_500_1500.ordinal()] = (float) shape.slope500To1500DbPerKhz();
        d[Descriptor.SLOPE.ordinal()] = (float) shape.slopeDbPerKhz();
        d[Descriptor.CENTROID.ordinal()] = (float) (shape.centroidHz() / 1000);
        d[Descriptor.ROLL_OFF.ordinal()] = (float) (shape.rollOffHz() / 1000);
        d[Descriptor.FLUX.ordinal()] = (float) flux.next(filled);
        d[Descriptor.FLUX_HIGH.ordinal()] = (float) fluxHigh.next(filled);
        d[Descriptor.ZERO_CROSSINGS.ordinal()] = (float) ZeroCrossingRate.of(samples, offset, FRAME_SIZE);
        cepstrum.transform(bandLevelDb, mfcc);
        System.arraycopy(mfcc, 0, d, Descriptor.MFCC_1.ordinal(), mfcc.length);
    }

    /** Forgets the frame before: what follows has nothing to do with it. */
    void reset() {
        flux.reset();
        fluxHigh.reset();
        havePrevious = false;
        linePower = 0;
    }

    /** Says that a frame of this level turned out to be speech, dB. */
    void adapt(double speechLevelDb) {
        loudestPower = Math.max(loudestPower * LOUDEST_DECAY, Decibels.toPower(speechLevelDb));
    }

    /** Power spectrum of the last frame as it came. */
    float[] power() {
        return spectrum.power();
    }

    /** Distance of two bins of {@link #power}, Hz. */
    double binHz() {
        return spectrum.binHz();
    }

    /** Level of the last frame in the telephone band as it came, dBFS. */
    double levelDbfs() {
        return Decibels.ofPower(linePower);
    }

    private double sum(float[] power) {
        double sum = 0;
        for (int k = lowBin; k <= highBin; k++) {
            sum += power[k];
        }
        return sum;
    }

    /**
     * Lines differ in how deep their valleys are: digital silence here, noise there. Noise a fixed distance below the loudest
     * speech of the last seconds makes them alike; until there was speech, below the frame's own level.
     */
    private void fillUp(float[] power) {
        float fill = (float) ((loudestPower > 0 ? loudestPower : linePower) * FILL_SHARE / power.length);
        for (int k = 0; k < power.length; k++) {
            filled[k] = power[k] + fill;
        }
    }

    private void measureBands(float[] d) {
        double sum = 0;
        double sumDb = 0;
        double change = 0;
        for (int b = 0; b < MEL_BANDS; b++) {
            sum += bandPower[b];
            sumDb += bandLevelDb[b];
            change += Math.abs(bandLevelDb[b] - previousBandLevelDb[b]);
            previousBandLevelDb[b] = bandLevelDb[b];
        }
        d[Descriptor.LOUDNESS.ordinal()] =
                (float) (LOUDNESS_EXPONENT * Decibels.ofRatio(loudness.of(bandPower) + TINY_LOUDNESS));
        d[Descriptor.FLATNESS.ordinal()] = (float) (sumDb / MEL_BANDS - Decibels.ofPower(sum / MEL_BANDS));
        d[Descriptor.BAND_CHANGE.ordinal()] = havePrevious ? (float) (change / MEL_BANDS) : Float.NaN;
        havePrevious = true;
    }
}
