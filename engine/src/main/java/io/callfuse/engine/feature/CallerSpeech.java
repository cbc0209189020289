package io.callfuse.engine.feature;

import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.dsp.rate.SyllableNucleusDetector;

/** What the caller has said: statistics of his frames of speech, and how fast he speaks. Allocates when made; for one thread. */
final class CallerSpeech {
    private final SpeechStatistics statistics = new SpeechStatistics();
    private final SyllableNucleusDetector nuclei = new SyllableNucleusDetector(Instruments.BIN_HZ);
    private final SpeechTempo tempo;
    private boolean saidBefore;

    /** @param judgedFrames how many frames ago the frame lies that is judged */
    CallerSpeech(int judgedFrames) {
        tempo = new SpeechTempo(judgedFrames);
    }

    /** Takes the power spectrum of the newest frame. */
    void hear(float[] power) {
        if (nuclei.accept(power)) {
            tempo.nucleus(nuclei.ageFrames(), nuclei.syllables());
        }
    }

    /** Stands for a frame in which nothing came. */
    void gap() {
        nuclei.gap();
    }

    /**
     * Takes the verdict on the frame that is judged now.
     *
     * @param said whether it is speech
     * @param sounding whether it sounds itself, rather than lying shortly before or after what does
     */
    void judge(boolean said, boolean sounding, float[] descriptors) {
        tempo.accept(sounding);
        if (said) {
            statistics.accept(descriptors);
        } else if (saidBefore) {
            statistics.pause();
        }
        saidBefore = said;
    }

    /** Statistics of his frames of speech. */
    SpeechStatistics statistics() {
        return statistics;
    }

    /** Speech heard so far, ms. */
    long speechMs() {
        return statistics.speechMs();
    }

    /** Writes all features and the rate. */
    void write(FeatureVector into) {
        statistics.write(into.values(), tempo);
        into.rate(tempo.articulationRate(), tempo.baselineArticulationRate());
    }
}
