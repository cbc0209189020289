package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.CallerSpeechDetector;
import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralBalance;

/** Measures what the detector of speech is given of each frame, as the engine does. For one thread. */
final class ActivityInputs {
    static final int FRAME_SAMPLES = 160;

    private static final int SPECTRUM_SIZE = 256;
    private static final int PITCH_SIZE = 400;
    private static final double YIN_THRESHOLD = 0.35;
    private static final double MIN_PITCHED_DBFS = -65;

    private final Framer spectrumFramer = new Framer(SPECTRUM_SIZE, FRAME_SAMPLES, FRAME_SAMPLES);
    private final Framer pitchFramer = new Framer(PITCH_SIZE, FRAME_SAMPLES, FRAME_SAMPLES);
    private final FundamentalRestorer restorer = new FundamentalRestorer(8000);
    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, 8000);
    private final SpectralBalance balance = new SpectralBalance(spectrum);
    private final YinPitchTracker tracker = new YinPitchTracker(8000, PITCH_SIZE, YIN_THRESHOLD);
    private final PitchEstimate pitch = new PitchEstimate();
    private final short[] block = new short[FRAME_SAMPLES];
    private final float[] restored = new float[FRAME_SAMPLES];
    private final float[] frame = new float[SPECTRUM_SIZE];
    private final float[] pitchFrame = new float[PITCH_SIZE];
    private double levelDbfs = Decibels.FLOOR_DBFS;

    /** Takes one frame of a recording; false when too little has come for a spectrum. */
    boolean accept(short[] samples, int index) {
        System.arraycopy(samples, index * FRAME_SAMPLES, block, 0, FRAME_SAMPLES);
        spectrumFramer.accept(block, 0, FRAME_SAMPLES);
        restorer.restore(block, FRAME_SAMPLES, restored);
        pitchFramer.accept(restored, FRAME_SAMPLES);
        boolean complete = spectrumFramer.next(frame);
        if (complete) {
            spectrum.compute(frame);
            balance.measure(spectrum.power());
            levelDbfs = Decibels.ofPower(balance.bandPower());
        }
        pitch.clear();
        if (pitchFramer.next(pitchFrame) && levelDbfs > MIN_PITCHED_DBFS) {
            tracker.track(pitchFrame, pitch);
        }
        return complete;
    }

    double levelDbfs() {
        return levelDbfs;
    }

    double[] power() {
        return spectrum.power();
    }

    /** Pitch, Hz; 0 when there is none. */
    double f0Hz() {
        return pitch.voiced() ? pitch.f0Hz() : 0;
    }

    /** Returns the detector's verdict on each frame of a recording, its lag taken out. */
    static boolean[] verdicts(short[] samples) {
        ActivityInputs inputs = new ActivityInputs();
        CallerSpeechDetector detector = new CallerSpeechDetector(0);
        boolean[] speech = new boolean[samples.length / FRAME_SAMPLES];
        for (int f = 0; f < speech.length + CallerSpeechDetector.LAG_FRAMES; f++) {
            boolean verdict = f < speech.length && inputs.accept(samples, f)
                    ? detector.accept(inputs.levelDbfs(), inputs.power(), inputs.f0Hz())
                    : detector.acceptGap();
            if (f >= CallerSpeechDetector.LAG_FRAMES) {
                speech[f - CallerSpeechDetector.LAG_FRAMES] = verdict;
            }
        }
        return speech;
    }
}
