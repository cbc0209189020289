package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.PowerSpectrum;

/** Measures what the detector of speech is given of each frame, as the engine does. For one thread. */
final class ActivityInputs {
    static final int FRAME_SAMPLES = 160;

    private static final float FULL_SCALE = 32768f;
    private static final int SPECTRUM_SIZE = 256;
    private static final double LOWEST_HZ = 250;
    private static final double HIGHEST_HZ = 3500;

    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, 8000);
    private final CorrelationPitchTracker tracker = new CorrelationPitchTracker();
    private final PitchEstimate pitch = new PitchEstimate();
    private final float[] block = new float[FRAME_SAMPLES];
    private final float[] frame = new float[SPECTRUM_SIZE];
    private double levelDbfs = Decibels.FLOOR_DBFS;

    /** Takes one frame of a recording. */
    void accept(short[] samples, int index) {
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            block[i] = samples[index * FRAME_SAMPLES + i] / FULL_SCALE;
        }
        System.arraycopy(frame, FRAME_SAMPLES, frame, 0, SPECTRUM_SIZE - FRAME_SAMPLES);
        System.arraycopy(block, 0, frame, SPECTRUM_SIZE - FRAME_SAMPLES, FRAME_SAMPLES);
        spectrum.compute(frame);
        double sum = 0;
        for (int k = spectrum.binOf(LOWEST_HZ); k <= spectrum.binOf(HIGHEST_HZ); k++) {
            sum += spectrum.power()[k];
        }
        levelDbfs = Decibels.ofPower(sum);
        tracker.track(block, pitch);
    }

    double levelDbfs() {
        return levelDbfs;
    }

    /** Distance of two bins of {@link #power}, Hz. */
    double binHz() {
        return spectrum.binHz();
    }

    float[] power() {
        return spectrum.power();
    }

    /** The likeliest pitch of the frame {@link #pitchLagFrames} ago, voiced or not, Hz; 0 when it is silent. */
    double likelyF0Hz() {
        return pitch.f0Hz();
    }

    /** Pitch of the frame {@link #pitchLagFrames} ago, Hz; 0 when there is none. */
    double f0Hz() {
        return pitch.voiced() ? pitch.f0Hz() : 0;
    }

    /** How likely that frame has that pitch, 0..1. */
    double voicingProbability() {
        return pitch.voicingProbability();
    }

    int pitchLagFrames() {
        return tracker.lagFrames();
    }

    /** Returns the detector's verdict on each frame of a recording, its lag taken out. */
    static boolean[] verdicts(short[] samples) {
        ActivityInputs inputs = new ActivityInputs();
        VoiceActivityDetector detector = new VoiceActivityDetector(inputs.pitchLagFrames());
        boolean[] speech = new boolean[samples.length / FRAME_SAMPLES];
        for (int f = 0; f < speech.length + VoiceActivityDetector.LAG_FRAMES; f++) {
            boolean verdict = f < speech.length ? heard(inputs, detector, samples, f) : detector.acceptGap();
            if (f >= VoiceActivityDetector.LAG_FRAMES) {
                speech[f - VoiceActivityDetector.LAG_FRAMES] = verdict;
            }
        }
        return speech;
    }

    private static boolean heard(ActivityInputs inputs, VoiceActivityDetector detector, short[] samples, int index) {
        inputs.accept(samples, index);
        return detector.accept(inputs.levelDbfs(), inputs.power(), inputs.likelyF0Hz(), inputs.voicingProbability());
    }
}
