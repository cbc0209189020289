package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.rate.PauseTracker;
import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.dsp.rate.SyllableNucleusDetector;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralBalance;

/** The way from samples to the speech rate, as a leg has it: 20 ms at a time, speech told by the activity detector. For one thread. */
final class RateListener {
    private static final int HOP_SAMPLES = 160;
    private static final int SPECTRUM_SIZE = 256;
    private static final int PITCH_SIZE = 400;
    private static final double SAMPLE_RATE_HZ = 8000;
    private static final double MAX_SPACING_FRAMES = 12;
    private static final double YIN_THRESHOLD = 0.35;
    /** Longer than any item, so that the rates are those of all of it. */
    private static final SpeechTempo.Spans WHOLE = new SpeechTempo.Spans(60, 60, 0.2);

    private final Framer spectrumFramer = new Framer(SPECTRUM_SIZE, HOP_SAMPLES, HOP_SAMPLES);
    private final Framer pitchFramer = new Framer(PITCH_SIZE, HOP_SAMPLES, HOP_SAMPLES);
    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, SAMPLE_RATE_HZ);
    private final SpectralBalance balance = new SpectralBalance(spectrum);
    private final YinPitchTracker tracker = new YinPitchTracker(SAMPLE_RATE_HZ, PITCH_SIZE, YIN_THRESHOLD);
    private final PitchEstimate pitch = new PitchEstimate();
    private final VoiceActivityDetector activity = new VoiceActivityDetector(spectrum.binHz());
    private final SyllableNucleusDetector detector = new SyllableNucleusDetector(spectrum.binHz());
    private final SpeechTempo tempo = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);
    private final SpeechTempo nuclei = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);
    private final SpeechTempo spacing = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);
    private final float[] spectrumFrame = new float[SPECTRUM_SIZE];
    private final float[] pitchFrame = new float[PITCH_SIZE];

    /** Hears all of it, and half a second of silence after it, in which what is late comes in. */
    static RateListener heard(short[] samples) {
        RateListener listener = new RateListener();
        short[] hop = new short[HOP_SAMPLES];
        for (int start = 0; start < samples.length + SAMPLE_RATE_HZ / 2; start += HOP_SAMPLES) {
            for (int i = 0; i < HOP_SAMPLES; i++) {
                hop[i] = start + i < samples.length ? samples[start + i] : 0;
            }
            listener.accept(hop);
        }
        return listener;
    }

    /** Syllables by second of speech. */
    double articulationRate() {
        return tempo.articulationRate();
    }

    /** Syllables by second, pauses included. */
    double speakingRate() {
        return tempo.speakingRate();
    }

    /** All syllables heard in speech. */
    double syllables() {
        return sum(tempo);
    }

    /** Nuclei heard in speech. */
    double nuclei() {
        return sum(nuclei);
    }

    /** The sum of these nuclei's distances from those before, as far as they count. */
    double spacingFrames() {
        return MAX_SPACING_FRAMES * sum(spacing);
    }

    private static double sum(SpeechTempo of) {
        return of.articulationRate() * of.pauses().phonationSeconds();
    }

    private void accept(short[] hop) {
        spectrumFramer.accept(hop, 0, HOP_SAMPLES);
        pitchFramer.accept(hop, 0, HOP_SAMPLES);
        boolean pitched = pitchFramer.next(pitchFrame);
        if (!spectrumFramer.next(spectrumFrame)) {
            return;
        }
        spectrum.compute(spectrumFrame);
        balance.measure(spectrum.power());
        if (pitched) {
            tracker.track(pitchFrame, pitch);
        }
        if (detector.accept(spectrum.power())) {
            tempo.nucleus(detector.ageFrames(), detector.syllables());
            nuclei.nucleus(detector.ageFrames(), 1);
            spacing.nucleus(detector.ageFrames(), detector.spacingFrames() / MAX_SPACING_FRAMES);
        }
        double levelDbfs = Decibels.ofPower(balance.bandPower());
        boolean speech = activity.accept(levelDbfs, spectrum.power(), pitch.voiced());
        tempo.accept(speech);
        nuclei.accept(speech);
        spacing.accept(speech);
    }
}
