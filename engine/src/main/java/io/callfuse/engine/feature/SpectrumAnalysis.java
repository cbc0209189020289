package io.callfuse.engine.feature;

import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.SpectralShape;
import io.callfuse.dsp.spectrum.ZeroCrossingRate;

/** Measures the descriptors that need no pitch, of the last 32 ms, every 20 ms. Allocates when made; for one thread. */
final class SpectrumAnalysis {
    private static final double SPLIT_HZ = 1000;
    /** 1 dB a second of speech, by frames of 20 ms. */
    private static final double LOUDEST_DECAY = StrictMath.pow(10, -0.002);
    /** 38 dB below the loudest frame, that is about 30 dB below the level of speech. */
    private static final double FILL_SHARE = StrictMath.pow(10, -3.8);

    /** Loudness is a sum of cube roots: three times its level in dB moves as the gain does. */
    private static final double LOUDNESS_EXPONENT = 3;

    private static final double TINY_LOUDNESS = 1e-6;

    private static final int LOW_BIN = binOf(Instruments.LOWEST_BAND_HZ);
    private static final int HIGH_BIN = binOf(Instruments.HIGHEST_BAND_HZ);

    private final SpectralFlux flux = new SpectralFlux(LOW_BIN, HIGH_BIN);
    private final SpectralFlux fluxHigh = new SpectralFlux(binOf(SPLIT_HZ), HIGH_BIN);
    private final float[] previousBandLevelDb = new float[Instruments.MEL_BANDS];
    private boolean havePrevious;
    private double linePower;
    private double loudestPower;

    private static int binOf(double frequencyHz) {
        return (int) Math.round(frequencyHz / Instruments.BIN_HZ);
    }

    /** Measures the frame that begins at {@code offset} and writes its descriptors; those of voiced frames are masked later. */
    void measure(float[] samples, int offset, Instruments with, float[] d) {
        System.arraycopy(samples, offset, with.frame, 0, Instruments.FRAME_SIZE);
        with.spectrum.compute(with.frame);
        linePower = sum(with.spectrum.power());
        fillUp(with.spectrum.power(), with.filled);
        SpectralShape shape = with.shape;
        shape.measure(with.filled);
        with.mel.apply(with.filled, with.bandPower);
        with.mel.levels(with.bandPower, with.bandLevelDb);
        measureBands(with, d);
        d[Descriptor.LEVEL.ordinal()] = (float) Decibels.ofPower(shape.bandPower());
        d[Descriptor.ALPHA_RATIO.ordinal()] = (float) shape.alphaRatioDb();
        d[Descriptor.HAMMARBERG.ordinal()] = (float) shape.hammarbergIndexDb();
        d[Descriptor.SLOPE_500_1500.ordinal()] = (float) shape.slope500To1500DbPerKhz();
        d[Descriptor.SLOPE.ordinal()] = (float) shape.slopeDbPerKhz();
        d[Descriptor.CENTROID.ordinal()] = (float) (shape.centroidHz() / 1000);
        d[Descriptor.ROLL_OFF.ordinal()] = (float) (shape.rollOffHz() / 1000);
        d[Descriptor.FLUX.ordinal()] = (float) flux.next(with.filled);
        d[Descriptor.FLUX_HIGH.ordinal()] = (float) fluxHigh.next(with.filled);
        d[Descriptor.ZERO_CROSSINGS.ordinal()] = (float) ZeroCrossingRate.of(samples, offset, Instruments.FRAME_SIZE);
        with.cepstrum.transform(with.bandLevelDb, with.mfcc);
        System.arraycopy(with.mfcc, 0, d, Descriptor.MFCC_1.ordinal(), Descriptor.MFCC_COUNT);
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

    /** Level of the last frame in the telephone band as it came, dBFS. */
    double levelDbfs() {
        return Decibels.ofPower(linePower);
    }

    private static double sum(float[] power) {
        double sum = 0;
        for (int k = LOW_BIN; k <= HIGH_BIN; k++) {
            sum += power[k];
        }
        return sum;
    }

    /**
     * Lines differ in how deep their valleys are: digital silence here, noise there. Noise a fixed distance below the loudest
     * speech of the last seconds makes them alike; until there was speech, below the frame's own level.
     */
    private void fillUp(float[] power, float[] filled) {
        float fill = (float) ((loudestPower > 0 ? loudestPower : linePower) * FILL_SHARE / power.length);
        for (int k = 0; k < power.length; k++) {
            filled[k] = power[k] + fill;
        }
    }

    private void measureBands(Instruments with, float[] d) {
        float[] bandPower = with.bandPower;
        float[] bandLevelDb = with.bandLevelDb;
        double sum = 0;
        double sumDb = 0;
        double change = 0;
        for (int b = 0; b < Instruments.MEL_BANDS; b++) {
            sum += bandPower[b];
            sumDb += bandLevelDb[b];
            change += Math.abs(bandLevelDb[b] - previousBandLevelDb[b]);
            previousBandLevelDb[b] = bandLevelDb[b];
        }
        d[Descriptor.LOUDNESS.ordinal()] =
                (float) (LOUDNESS_EXPONENT * Decibels.ofRatio(with.loudness.of(bandPower) + TINY_LOUDNESS));
        d[Descriptor.FLATNESS.ordinal()] =
                (float) (sumDb / Instruments.MEL_BANDS - Decibels.ofPower(sum / Instruments.MEL_BANDS));
        d[Descriptor.BAND_CHANGE.ordinal()] = havePrevious ? (float) (change / Instruments.MEL_BANDS) : Float.NaN;
        havePrevious = true;
    }
}
