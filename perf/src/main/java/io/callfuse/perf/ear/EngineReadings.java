package io.callfuse.perf.ear;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.models.EmotionModel;
import java.util.ArrayList;
import java.util.List;

/** What the engine reads of one leg, once a second: its features and the score of the embedded model. For one thread. */
final class EngineReadings implements MediaFrameSink {
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final EmotionScorer scorer;
    private final EmotionScore score = new EmotionScore();
    private final MediaFrame frame = new MediaFrame();
    private final List<FeatureVector> features = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private long frames;

    EngineReadings(EmotionModel model) {
        scorer = new EmotionScorer(model);
    }

    /** The reading after each whole second. */
    List<FeatureVector> features() {
        return features;
    }

    /** The score after each whole second, 0..100. */
    List<Double> scores() {
        return scores;
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        frame.setAudio(frames, samples, offset, arrivalNs);
        accept();
    }

    @Override
    public void gap(long insertedAtNs) {
        frame.setGap(frames, insertedAtNs);
        accept();
    }

    @Override
    public void digit(char digit) {
        throw new IllegalStateException("nobody presses keys here");
    }

    @Override
    public void end(EndOfMedia reason) {
        // What was read until now stands.
    }

    private void accept() {
        extractor.accept(frame);
        frames++;
        if (frames % MediaTime.FRAMES_PER_SECOND == 0) {
            FeatureVector reading = new FeatureVector();
            extractor.read(reading);
            scorer.score(reading, score);
            features.add(reading);
            scores.add(score.score());
        }
    }
}
