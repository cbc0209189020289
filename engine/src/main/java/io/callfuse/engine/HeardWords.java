package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.feature.FeatureExtractor;
import java.util.Optional;

/** Feeds the voice of a caller to recognition, and the words that come back to the pipeline; without recognition it does nothing. */
final class HeardWords {
    private final Optional<LegRecognition> recognition;
    private final CallPipeline pipeline;

    HeardWords(Optional<Recognition> recognition, CallPipeline pipeline) {
        this.recognition = recognition.map(words -> words.open(FeatureExtractor.VERDICT_LAG_FRAMES));
        this.pipeline = pipeline;
        if (recognition.isEmpty()) {
            pipeline.expectNoWords();
        }
    }

    /** Worker: gives recognition the frame that the pipeline has just heard, and takes the words that are there by now. */
    void hear(MediaFrame media) {
        if (recognition.isPresent()) {
            recognition.get().hear(media, pipeline.wasSpeech());
            take();
        }
    }

    /** Worker: takes the words that are there by now. */
    void take() {
        if (recognition.isPresent()) {
            Revision revision;
            while ((revision = recognition.get().poll()) != null) {
                pipeline.hearWords(revision);
            }
        }
    }

    /** Worker, after each second: says how much this call needs its words. */
    void suspect() {
        if (recognition.isPresent()) {
            recognition.get().suspect(pipeline.score().score(), pipeline.nowMs());
        }
    }

    /** Worker: no more comes. */
    void close() {
        recognition.ifPresent(LegRecognition::close);
    }
}
