package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.rate.PauseTracker;
import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.dsp.rate.SyllableNucleusDetector;

/** The way from samples to the speech rate, as a leg has it: 20 ms at a time, speech told by the activity detector. For one thread. */
final class RateListener {
    private static final int HOP_SAMPLES = 160;
    private static final double SAMPLE_RATE_HZ = 8000;
    private static final double MAX_SPACING_FRAMES = 12;
    /** Longer than any item, so that the rates are those of all of it. */
    private static final SpeechTempo.Spans WHOLE = new SpeechTempo.Spans(60, 60, 0.2);

    private final ActivityInputs inputs = new ActivityInputs();
    private final VoiceActivityDetector activity = new VoiceActivityDetector(inputs.pitchLagFrames());
    private final SyllableNucleusDetector detector = new SyllableNucleusDetector(inputs.binHz());
    private final SpeechTempo tempo = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);
    private final SpeechTempo nuclei = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);
    private final SpeechTempo spacing = new SpeechTempo(new PauseTracker(), WHOLE, VoiceActivityDetector.LAG_FRAMES);

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
        inputs.accept(hop, 0);
        if (detector.accept(inputs.power())) {
            tempo.nucleus(detector.ageFrames(), detector.syllables());
            nuclei.nucleus(detector.ageFrames(), 1);
            spacing.nucleus(detector.ageFrames(), detector.spacingFrames() / MAX_SPACING_FRAMES);
        }
        activity.accept(inputs.levelDbfs(), inputs.power(), inputs.likelyF0Hz(), inputs.voicingProbability());
        boolean speech = activity.sounding();
        tempo.accept(speech);
        nuclei.accept(speech);
        spacing.accept(speech);
    }
}
