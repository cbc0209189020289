package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.TailMeans;
import io.callfuse.dsp.spectrum.AuditoryLoudness;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.ModulationSpectrum;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralShape;
import io.callfuse.dsp.voice.Formants;
import io.callfuse.dsp.voice.HarmonicLevels;
import io.callfuse.engine.call.MediaTime;
import java.util.stream.IntStream;

/**
 * What measures a frame and remembers none, and the arrays that it needs meanwhile: one set for each thread, whose legs use it in
 * turn. What it holds stands until the thread measures the next frame, of whichever leg. Allocates when made.
 */
final class Instruments {
    /** Samples of a spectrum's frame. */
    static final int FRAME_SIZE = 256;

    static final int MEL_BANDS = 14;
    static final double LOWEST_BAND_HZ = 250;
    static final double HIGHEST_BAND_HZ = 3500;
    /** The bands that features tell of, which begin lower and lie closer than those of the cepstrum. */
    static final int NARROW_BANDS = 26;

    private static final double LOWEST_NARROW_BAND_HZ = 150;
    /** Distance of two bins of a spectrum, Hz. */
    static final double BIN_HZ = (double) MediaTime.SAMPLE_RATE_HZ / FRAME_SIZE;

    static final int BINS = FRAME_SIZE / 2 + 1;

    private static final double LOUD_SHARE = 0.25;
    /** The first power of two that the frames of speech fit into of which statistics are kept. */
    private static final int MODULATION_SIZE = 256;

    private static final double PRE_EMPHASIS = 0.7;
    private static final double LINE_FROM_HZ = 300;
    private static final ThreadLocal<Instruments> OF_THREAD = ThreadLocal.withInitial(Instruments::new);

    final short[] standIn = new short[MediaTime.FRAME_SAMPLES];
    final float[] hop = new float[MediaTime.FRAME_SAMPLES];
    final float[] frame = new float[FRAME_SIZE];
    final float[] filled = new float[BINS];
    final float[] bandPower = new float[MEL_BANDS];
    final float[] bandLevelDb = new float[MEL_BANDS];
    final float[] mfcc = new float[Descriptor.MFCC_COUNT];
    final PowerSpectrum spectrum = new PowerSpectrum(FRAME_SIZE, MediaTime.SAMPLE_RATE_HZ);
    final SpectralShape shape = new SpectralShape(BIN_HZ, LOWEST_BAND_HZ, HIGHEST_BAND_HZ);
    final MelFilterbank mel = new MelFilterbank(MEL_BANDS, LOWEST_BAND_HZ, HIGHEST_BAND_HZ, spectrum);
    final Mfcc cepstrum = new Mfcc(Descriptor.MFCC_COUNT, MEL_BANDS);
    final AuditoryLoudness loudness = new AuditoryLoudness(
            IntStream.range(0, MEL_BANDS).mapToDouble(mel::centreHz).toArray());
    final float[] narrowPower = new float[NARROW_BANDS];
    final MelFilterbank narrowMel = new MelFilterbank(NARROW_BANDS, LOWEST_NARROW_BAND_HZ, HIGHEST_BAND_HZ, spectrum);
    final TailMeans loudAndQuiet = new TailMeans(LOUD_SHARE);
    final ModulationSpectrum modulation =
            new ModulationSpectrum(MODULATION_SIZE, MediaTime.FRAMES_PER_SECOND, FeatureNames.MODULATION_EDGES_HZ);
    final float[] contour = new float[MODULATION_SIZE];
    final Formants formants = new Formants(MediaTime.SAMPLE_RATE_HZ, PRE_EMPHASIS);
    final HarmonicLevels harmonics = new HarmonicLevels(BIN_HZ, BINS, LINE_FROM_HZ);

    private Instruments() {}

    /** The set of the thread that asks. */
    static Instruments ofThread() {
        return OF_THREAD.get();
    }
}
