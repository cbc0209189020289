package io.callfuse.engine.feature;

import io.callfuse.dsp.kernel.FastLog;
import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.voice.Formants;
import io.callfuse.dsp.voice.HarmonicLevels;
import io.callfuse.dsp.voice.VoiceQuality;
import io.callfuse.engine.call.MediaTime;

/**
 * Measures pitch and what needs it, of the frame {@link #lagFrames} ago, since the pitch tracker looks ahead. Allocates when made;
 * for one thread.
 */
final class VoiceAnalysis {
    private static final int HOP = MediaTime.FRAME_SAMPLES;
    private static final int QUALITY_SIZE = 400;
    private static final double SEMITONE_ZERO_HZ = 27.5;
    private static final double SEMITONES_PER_OCTAVE = 12;

    private final PitchTracker tracker = new CorrelationPitchTracker();
    private final PitchEstimate pitch = new PitchEstimate();
    private final int lag = tracker.lagFrames();
    private final VoiceQuality quality = new VoiceQuality(MediaTime.SAMPLE_RATE_HZ, QUALITY_SIZE, HOP);
    private final float[][] spectra = new float[lag + 1][Instruments.BINS];
    private long frames;

    /** How many frames ago what is told lies. */
    int lagFrames() {
        return lag;
    }

    /** Samples before the end of the newest frame that must be at hand. */
    int reachSamples() {
        return lag * HOP + HOP / 2 + QUALITY_SIZE / 2;
    }

    /**
     * Takes the newest frame, the last {@value #HOP} samples before {@code end}, which are at hand with its spectrum, too.
     *
     * @param d the descriptors of the frame {@link #lagFrames} ago, to be completed
     */
    void measure(float[] samples, int end, Instruments with, float[] d) {
        float[] power = with.spectrum.power();
        System.arraycopy(power, 0, spectra[(int) (frames % spectra.length)], 0, power.length);
        frames++;
        tracker.track(with.hop, pitch);
        boolean voiced = pitch.voiced();
        d[Descriptor.VOICING.ordinal()] = voiced ? (float) pitch.voicingProbability() : 0;
        d[Descriptor.PITCH.ordinal()] =
                voiced ? (float) (SEMITONES_PER_OCTAVE * FastLog.log2(pitch.f0Hz() / SEMITONE_ZERO_HZ)) : Float.NaN;
        quality.measure(samples, end - reachSamples(), voiced ? pitch.f0Hz() : 0);
        d[Descriptor.HNR.ordinal()] = (float) quality.hnrDb();
        d[Descriptor.JITTER.ordinal()] = (float) quality.jitterLocal();
        d[Descriptor.SHIMMER.ordinal()] = (float) quality.shimmerLocalDb();
        if (voiced) {
            measureResonances(with, d);
        } else {
            for (Descriptor descriptor : Descriptor.VOICED_ONLY) {
                d[descriptor.ordinal()] = Float.NaN;
            }
        }
    }

    /** Pitch of the frame {@link #lagFrames} ago. */
    PitchEstimate pitch() {
        return pitch;
    }

    /** Forgets the frames before: what follows has nothing to do with them. */
    void reset() {
        tracker.reset();
        quality.reset();
        pitch.clear();
    }

    private void measureResonances(Instruments with, float[] d) {
        Formants formants = with.formants;
        HarmonicLevels harmonics = with.harmonics;
        float[] power = spectra[(int) (frames % spectra.length)];
        formants.measure(power);
        harmonics.measure(power, pitch.f0Hz(), formants);
        d[Descriptor.H1_H2.ordinal()] = (float) harmonics.h1MinusH2Db();
        d[Descriptor.F1_FREQUENCY.ordinal()] = (float) (formants.frequencyHz(0) / 1000);
        d[Descriptor.F1_BANDWIDTH.ordinal()] = (float) (formants.bandwidthHz(0) / 1000);
        d[Descriptor.F2_FREQUENCY.ordinal()] = (float) (formants.frequencyHz(1) / 1000);
        d[Descriptor.F2_AMPLITUDE.ordinal()] = (float) harmonics.formantAmplitudeDb(1);
    }
}
