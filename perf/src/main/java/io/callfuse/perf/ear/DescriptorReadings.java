package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.AuditoryLoudness;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.SpectralShape;
import io.callfuse.dsp.spectrum.ZeroCrossingRate;
import io.callfuse.dsp.voice.Formants;
import io.callfuse.dsp.voice.HarmonicLevels;
import io.callfuse.dsp.voice.VoiceQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every descriptor of every 20 ms of a recording, at a pitch that is given. For one thread. */
final class DescriptorReadings {
    static final int HOP = 160;
    static final int FRAME = 400;
    static final double RATE_HZ = 8000;
    /** Descriptors from this one on are of voiced frames only. */
    static final int FIRST_VOICED = 15;

    static final List<String> NAMES = List.of(
            "levelDbfs",
            "loudness",
            "spectralFlux",
            "alphaRatio",
            "hammarbergIndex",
            "slope0-500",
            "slope500-1500",
            "spectralSlope",
            "spectralCentroid",
            "spectralRollOff",
            "mfcc1",
            "mfcc2",
            "mfcc3",
            "mfcc4",
            "zeroCrossingRate",
            "HNRdBACF",
            "jitterLocal",
            "shimmerLocaldB",
            "F1frequency",
            "F2frequency",
            "F3frequency",
            "F1bandwidth",
            "F2bandwidth",
            "F3bandwidth",
            "F2amplitude",
            "F3amplitude",
            "H1-H2 (F0 over 300 Hz)",
            "H1-A3 (F0 over 300 Hz)");

    private static final int SPECTRUM_SIZE = 256;
    private static final int MEL_BANDS = 20;
    private static final double LOW_HZ = 300;
    private static final double HIGH_HZ = 3400;
    private static final double YIN_THRESHOLD = 0.2;

    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, RATE_HZ);
    private final MelFilterbank mel = new MelFilterbank(MEL_BANDS, LOW_HZ, HIGH_HZ, spectrum);
    private final Mfcc mfcc = new Mfcc(4, MEL_BANDS);
    private final AuditoryLoudness loudness = new AuditoryLoudness(centresHz(mel));
    private final SpectralShape shape = new SpectralShape(spectrum.binHz(), LOW_HZ, HIGH_HZ);
    private final SpectralFlux flux = new SpectralFlux(spectrum.binOf(LOW_HZ), spectrum.binOf(HIGH_HZ));
    private final VoiceQuality quality = new VoiceQuality(RATE_HZ, FRAME, HOP);
    private final Formants formants = new Formants(RATE_HZ, 0.95);
    private final HarmonicLevels harmonics = new HarmonicLevels(spectrum.binHz(), SPECTRUM_SIZE / 2 + 1, LOW_HZ);
    private final float[] spectrumFrame = new float[SPECTRUM_SIZE];
    private final float[] melPower = new float[MEL_BANDS];
    private final float[] melDb = new float[MEL_BANDS];
    private final float[] cepstrum = new float[4];

    /** Where the middle of each frame lies, samples, 20 ms apart. */
    static int[] middles(int samples) {
        int frames = Math.max(0, (samples - FRAME) / HOP + 1);
        int[] middles = new int[frames];
        for (int f = 0; f < frames; f++) {
            middles[f] = f * HOP + FRAME / 2;
        }
        return middles;
    }

    /** Pitch of each frame of a clean recording by TarsosDSP's YIN, Hz, 0 where it has none. */
    static double[] cleanPitch(float[] samples) {
        PitchTracker tracker = new YinPitchTracker(RATE_HZ, FRAME, YIN_THRESHOLD);
        PitchEstimate estimate = new PitchEstimate();
        int[] middles = middles(samples.length);
        double[] f0Hz = new double[middles.length];
        for (int f = 0; f < middles.length; f++) {
            tracker.track(Arrays.copyOfRange(samples, f * HOP, f * HOP + FRAME), estimate);
            f0Hz[f] = estimate.voiced() ? estimate.f0Hz() : 0;
        }
        return f0Hz;
    }

    static float[] scaled(short[] samples) {
        float[] scaled = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = samples[i] / 32768f;
        }
        return scaled;
    }

    /** One row of descriptors a frame, in the order of {@link #NAMES}; NaN where one has no value. */
    List<double[]> read(float[] samples, int[] middles, double[] f0Hz) {
        quality.reset();
        flux.reset();
        List<double[]> rows = new ArrayList<>();
        for (int f = 0; f < middles.length; f++) {
            rows.add(read(samples, middles[f], f0Hz[f]));
        }
        return rows;
    }

    private double[] read(float[] samples, int middle, double f0Hz) {
        System.arraycopy(samples, middle - SPECTRUM_SIZE / 2, spectrumFrame, 0, SPECTRUM_SIZE);
        spectrum.compute(spectrumFrame);
        float[] power = spectrum.power();
        mel.apply(power, melPower);
        mel.levels(melPower, melDb);
        mfcc.transform(melDb, cepstrum);
        shape.measure(power);
        quality.measure(samples, middle - FRAME / 2, f0Hz);
        formants.measure(power);
        harmonics.measure(power, f0Hz, formants);
        boolean voiced = f0Hz > 0;
        return new double[] {
            Decibels.ofPower(shape.bandPower()),
            loudness.of(melPower),
            flux.next(power),
            shape.alphaRatioDb(),
            shape.hammarbergIndexDb(),
            shape.slopeTo500DbPerKhz(),
            shape.slope500To1500DbPerKhz(),
            shape.slopeDbPerKhz(),
            shape.centroidHz(),
            shape.rollOffHz(),
            cepstrum[0],
            cepstrum[1],
            cepstrum[2],
            cepstrum[3],
            ZeroCrossingRate.of(samples, middle - HOP / 2, HOP),
            quality.hnrDb(),
            quality.jitterLocal(),
            quality.shimmerLocalDb(),
            voiced ? formants.frequencyHz(0) : Double.NaN,
            voiced ? formants.frequencyHz(1) : Double.NaN,
            voiced ? formants.frequencyHz(2) : Double.NaN,
            voiced ? formants.bandwidthHz(0) : Double.NaN,
            voiced ? formants.bandwidthHz(1) : Double.NaN,
            voiced ? formants.bandwidthHz(2) : Double.NaN,
            harmonics.formantAmplitudeDb(1),
            harmonics.formantAmplitudeDb(2),
            harmonics.h1MinusH2Db(),
            harmonics.h1MinusA3Db()
        };
    }

    private static double[] centresHz(MelFilterbank mel) {
        double[] centres = new double[mel.bands()];
        for (int b = 0; b < centres.length; b++) {
            centres[b] = mel.centreHz(b);
        }
        return centres;
    }
}
