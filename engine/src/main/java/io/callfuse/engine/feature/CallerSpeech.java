package io.callfuse.engine.feature;

import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.dsp.rate.SyllableNucleusDetector;
import java.util.Arrays;

/** What the caller has said: the last seconds of his speech, and how fast he speaks. Allocates when made; for one thread. */
final class CallerSpeech {
    private final SpeechStatistics statistics = new SpeechStatistics();
    private final SpeechFeatures features = new SpeechFeatures(statistics);
    private final SyllableNucleusDetector nuclei = new SyllableNucleusDetector(Instruments.BIN_HZ);
    private final SpeechTempo tempo;
    private final float[][] waitingBandsDb;
    private long frames;

    /** @param judgedFrames how many frames ago the frame lies that is judged */
    CallerSpeech(int judgedFrames) {
        tempo = new SpeechTempo(judgedFrames);
        waitingBandsDb = new float[judgedFrames + 1][Instruments.NARROW_BANDS];
    }

    /** Takes the spectrum of the newest frame. */
    void hear(Instruments with) {
        if (nuclei.accept(with.spectrum.power())) {
            tempo.nucleus(nuclei.ageFrames(), nuclei.syllables());
        }
        with.narrowMel.apply(with.filled, with.narrowPower);
        with.narrowMel.levels(with.narrowPower, waitingBandsDb[place()]);
    }

    /** Stands for a frame in which nothing came. */
    void gap() {
        nuclei.gap();
        Arrays.fill(waitingBandsDb[place()], Float.NaN);
    }

    /**
     * Takes the verdict on the frame that is judged now, after the newest one was heard.
     *
     * @param said whether it is speech
     * @param sounding whether it sounds itself, rather than lying shortly before or after what does
     */
    void judge(boolean said, boolean sounding, float[] descriptors) {
        frames++;
        tempo.accept(sounding);
        if (said) {
            statistics.accept(descriptors, waitingBandsDb[place()], sounding);
        } else {
            statistics.pause();
        }
    }

    private int place() {
        return (int) (frames % waitingBandsDb.length);
    }

    /** Speech heard so far, ms. */
    long speechMs() {
        return statistics.speechMs();
    }

    /** Writes all features and the rate. */
    void write(FeatureVector into) {
        features.write(into.values());
        into.rate(tempo.articulationRate(), tempo.baselineArticulationRate());
    }
}
