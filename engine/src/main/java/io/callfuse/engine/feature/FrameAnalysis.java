package io.callfuse.engine.feature;

import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.rate.SyllableNuclei;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralBalance;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.ZeroCrossings;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;

/**
 * Measures the descriptors of each media frame, in analysis frames that reach back over the frames before it. Allocates when
 * made; for one thread.
 */
final class FrameAnalysis {
    private static final int SPECTRUM_SIZE = 256;
    private static final int PITCH_SIZE = 400;
    private static final double YIN_THRESHOLD = 0.35;
    private static final int MEL_BANDS = 14;
    private static final double LOWEST_BAND_HZ = 250;
    private static final double HIGHEST_BAND_HZ = 3500;
    private static final double SPLIT_HZ = 1000;
    private static final double TINY_POWER = 1e-10;
    /** 1 dB a second of speech, by frames of 20 ms. */
    private static final double LOUDEST_DECAY = StrictMath.pow(10, -0.002);
    /** 38 dB below the loudest frame, that is about 30 dB below the level of speech. */
    private static final double FILL_SHARE = StrictMath.pow(10, -3.8);

    /** -65 dBFS: what is quieter has no pitch. */
    private static final double MIN_PITCHED_POWER = StrictMath.pow(10, -6.5);
    /** Nor has what lies 38 dB below the loudest speech. */
    private static final double MIN_PITCHED_SHARE = FILL_SHARE;

    private static final double SEMITONE_ZERO_HZ = 55;
    private static final double SEMITONES_PER_NEPER = 12 / StrictMath.log(2);
    /** A larger step from frame to frame is an octave error or another voice, not a movement. */
    private static final double MAX_STEP_SEMITONES = 6;

    private final Framer spectrumFramer = new Framer(SPECTRUM_SIZE, MediaTime.FRAME_SAMPLES, MediaTime.FRAME_SAMPLES);
    private final Framer pitchFramer = new Framer(PITCH_SIZE, MediaTime.FRAME_SAMPLES, MediaTime.FRAME_SAMPLES);
    private final FundamentalRestorer restorer = new FundamentalRestorer(MediaTime.SAMPLE_RATE_HZ);
    private final float[] restored = new float[MediaTime.FRAME_SAMPLES];
    private final float[] spectrumFrame = new float[SPECTRUM_SIZE];
    private final float[] pitchFrame = new float[PITCH_SIZE];
    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, MediaTime.SAMPLE_RATE_HZ);
    private final SpectralBalance balance = new SpectralBalance(spectrum);
    private final MelFilterbank mel = new MelFilterbank(MEL_BANDS, LOWEST_BAND_HZ, HIGHEST_BAND_HZ, spectrum);
    private final Mfcc mfcc = new Mfcc(Descriptor.MFCC_COUNT, MEL_BANDS);
    private final SpectralFlux flux = new SpectralFlux(0, MEL_BANDS - 1);
    private final SpectralFlux fluxHigh = new SpectralFlux(firstBandOver(SPLIT_HZ), MEL_BANDS - 1);
    private final double[] melPower = new double[MEL_BANDS];
    private final double[] bandLevelDb = new double[MEL_BANDS];
    private final PitchTracker pitchTracker = new YinPitchTracker(MediaTime.SAMPLE_RATE_HZ, PITCH_SIZE, YIN_THRESHOLD);
    private final PitchEstimate pitch = new PitchEstimate();
    private final SyllableNuclei syllables = new SyllableNuclei();
    private double previousSemitones = Double.NaN;
    private double previousLevelDb = Double.NaN;
    private double bandPower;
    private double loudestPower;
    private double meanSquare;
    private int nuclei;

    /**
     * Takes a frame of audio and writes its descriptors.
     *
     * @return whether there are any: too little has come for the first frame's
     */
    boolean accept(MediaFrame frame, double[] descriptors) {
        short[] samples = frame.samples();
        spectrumFramer.accept(samples, 0, MediaTime.FRAME_SAMPLES);
        restorer.restore(samples, MediaTime.FRAME_SAMPLES, restored);
        pitchFramer.accept(restored, MediaTime.FRAME_SAMPLES);
        boolean complete = spectrumFramer.next(spectrumFrame);
        if (complete) {
            measureSpectrum(descriptors);
        }
        track(pitchFramer.next(pitchFrame) && complete);
        countNuclei(samples);
        if (complete) {
            measureVoice(descriptors);
        }
        return complete;
    }

    /** Stands for time in which nothing came: what follows has nothing to do with what was before. */
    void gap() {
        spectrumFramer.reset();
        pitchFramer.reset();
        restorer.reset();
        flux.reset();
        fluxHigh.reset();
        syllables.reset();
        previousSemitones = Double.NaN;
        previousLevelDb = Double.NaN;
        meanSquare = 0;
        nuclei = 0;
    }

    /** Says that a frame of this level turned out to be speech, dBFS. */
    void adapt(double speechLevelDbfs) {
        loudestPower = Math.max(loudestPower * LOUDEST_DECAY, Decibels.toPower(speechLevelDbfs));
    }

    /** Level of the last frame in the telephone band as it came, dBFS. */
    double levelDbfs() {
        return Decibels.ofPower(bandPower);
    }

    /** Pitch of the last frame. */
    PitchEstimate pitch() {
        return pitch;
    }

    /** Power spectrum of the last frame. */
    double[] power() {
        return spectrum.power();
    }

    /** Distance of two bins of {@link #power}, Hz. */
    double binHz() {
        return spectrum.binHz();
    }

    /** Mean square of the last frame's samples (full scale is 1). */
    double meanSquare() {
        return meanSquare;
    }

    /** Syllable nuclei that became known with the last frame. */
    int nuclei() {
        return nuclei;
    }

    private void measureSpectrum(double[] d) {
        spectrum.compute(spectrumFrame);
        double[] power = spectrum.power();
        balance.measure(power);
        bandPower = balance.bandPower();
        fillUp(power);
        balance.measure(power);
        mel.apply(power, melPower);
        measureBands(d);
        double levelDb = Decibels.ofPower(balance.bandPower());
        d[Descriptor.LEVEL.ordinal()] = levelDb;
        d[Descriptor.LEVEL_CHANGE.ordinal()] = Math.abs(levelDb - previousLevelDb);
        d[Descriptor.CENTROID.ordinal()] = balance.centroidHz() / 1000;
        d[Descriptor.FLUX.ordinal()] = flux.next(melPower);
        d[Descriptor.FLUX_HIGH.ordinal()] = fluxHigh.next(melPower);
        d[Descriptor.ZERO_CROSSINGS.ordinal()] = ZeroCrossings.rate(spectrumFrame);
        for (int i = 0; i < Descriptor.MFCC_COUNT; i++) {
            d[Descriptor.MFCC_1.ordinal() + i] = mfcc.coefficient(i, bandLevelDb);
        }
        previousLevelDb = levelDb;
    }

    /**
     * Lines differ in how deep their valleys are: digital silence here, noise there. Noise a fixed distance below the loudest
     * speech of the last seconds makes them alike; until there was speech, below the frame's own level.
     */
    private void fillUp(double[] power) {
        double fill = (loudestPower > 0 ? loudestPower : bandPower) * FILL_SHARE / power.length;
        for (int k = 0; k < power.length; k++) {
            power[k] += fill;
        }
    }

    private void measureBands(double[] d) {
        double fourthRoots = 0;
        double sum = 0;
        double sumDb = 0;
        double change = 0;
        for (int b = 0; b < MEL_BANDS; b++) {
            double power = melPower[b] + TINY_POWER;
            double levelDb = Decibels.ofRatio(power);
            change += Math.abs(levelDb - bandLevelDb[b]);
            bandLevelDb[b] = levelDb;
            fourthRoots += Math.sqrt(Math.sqrt(power));
            sum += power;
            sumDb += levelDb;
        }
        d[Descriptor.LOUDNESS.ordinal()] = 4 * Decibels.ofRatio(fourthRoots);
        d[Descriptor.FLATNESS.ordinal()] = sumDb / MEL_BANDS - Decibels.ofRatio(sum / MEL_BANDS);
        d[Descriptor.BAND_CHANGE.ordinal()] = Double.isNaN(previousLevelDb) ? Double.NaN : change / MEL_BANDS;
    }

    private void track(boolean complete) {
        if (complete && bandPower > Math.max(MIN_PITCHED_POWER, loudestPower * MIN_PITCHED_SHARE)) {
            pitchTracker.track(pitchFrame, pitch);
        } else {
            pitch.clear();
        }
    }

    private void measureVoice(double[] d) {
        boolean voiced = pitch.voiced();
        double semitones = voiced ? SEMITONES_PER_NEPER * StrictMath.log(pitch.f0Hz() / SEMITONE_ZERO_HZ) : Double.NaN;
        double step = Math.abs(semitones - previousSemitones);
        double periodic = Math.min(pitch.voicingProbability(), 0.9999);
        d[Descriptor.PITCH.ordinal()] = semitones;
        d[Descriptor.PITCH_CHANGE.ordinal()] = step <= MAX_STEP_SEMITONES ? step : Double.NaN;
        d[Descriptor.HARMONICITY.ordinal()] = voiced ? Decibels.ofRatio(periodic / (1 - periodic)) : Double.NaN;
        d[Descriptor.ALPHA_RATIO.ordinal()] = voiced ? balance.alphaRatioDb() : Double.NaN;
        d[Descriptor.HAMMARBERG.ordinal()] = voiced ? balance.hammarbergIndexDb() : Double.NaN;
        previousSemitones = semitones;
    }

    private void countNuclei(short[] samples) {
        nuclei = 0;
        double sumOfFrame = 0;
        int half = samples.length / 2;
        for (int start = 0; start < samples.length; start += half) {
            double sum = 0;
            for (int i = start; i < start + half; i++) {
                double sample = samples[i] / 32768.0;
                sum += sample * sample;
            }
            sumOfFrame += sum;
            double intensityDb = Decibels.ofPower(syllables.smooth(sum / half));
            if (syllables.accept(intensityDb, pitch.voiced())) {
                nuclei++;
            }
        }
        meanSquare = sumOfFrame / samples.length;
    }

    private int firstBandOver(double hz) {
        int band = 0;
        while (mel.centreHz(band) < hz) {
            band++;
        }
        return band;
    }
}
