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
    private static final double PRE_EMPHASIS = 0.7;
    private static final double LINE_FROM_HZ = 300;
    private static final double SEMITONE_ZERO_HZ = 27.5;
    private static final double SEMITONES_PER_OCTAVE = 12;

    private final PitchTracker tracker = new CorrelationPitchTracker();
    private final PitchEstimate pitch = new PitchEstimate();
    private final float[] hop = new float[HOP];
    private final int lag = tracker.lagFrames();
    private final VoiceQuality quality = new VoiceQuality(MediaTime.SAMPLE_RATE_HZ, QUALITY_SIZE, HOP);
    private final Formants formants;
    private final HarmonicLevels harmonics;
    private final float[][] spectra;
    private long frames;

    VoiceAnalysis(double binHz, int bins) {
        this.formants = new Formants(MediaTime.SAMPLE_RATE_HZ, PRE_EMPHASIS);
        this.harmonics = new HarmonicLevels(binHz, bins, LINE_FROM_HZ);
        this.spectra = new float[lag + 1][bins];
    }

    /** How many frames ago what is told lies. */
    int lagFrames() {
        return lag;
    }

    /** Samples before the end of the newest frame that must be at hand. */
    int reachSamples() {
        return lag * HOP + HOP / 2 + QUALITY_SIZE / 2;
    }

    /**
     * Takes the newest frame, the last {@value #HOP} samples before {@code end}, and its spectrum.
     *
     * @param d the descriptors of the frame {@link #lagFrames} ago, to be completed
     */
    void measure(float[] samples, int end, float[] power, float[] d) {
        System.arraycopy(power, 0, spectra[(int) (frames % spectra.length)], 0, power.length);
        frames++;
        System.arraycopy(samples, end - HOP, hop, 0, HOP);
        tracker.track(hop, pitch);
        boolean voiced = pitch.voiced();
        d[Descriptor.VOICING.ordinal()] = (float) pitch.voicingProbability();
        d[Descriptor.PITCH.ordinal()] =
                voiced ? (float) (SEMITONES_PER_OCTAVE * FastLog.log2(pitch.f0Hz() / SEMITONE_ZERO_HZ)) : Float.NaN;
        quality.measure(samples, end - reachSamples(), voiced ? pitch.f0Hz() : 0);
        d[Descriptor.HNR.ordinal()] = (float) quality.hnrDb();
        d[Descriptor.JITTER.ordinal()] = (float) quality.jitterLocal();
        d[Descriptor.SHIMMER.ordinal()] = (float) quality.shimmerLocalDb();
        if (voiced) {
            measureResonances(d);
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

    private void measureResonances(float[] d) {
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
