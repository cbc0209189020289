package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The leg of a recording: no queue lies between reading and hearing. Its words come from the transcript beside it, or else from
 * recognition, for which it waits after each second, so that they come at the same media times however fast the machine is. One
 * thread.
 */
final class RecordedLeg implements MediaFrameSink, AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final CallPipeline pipeline;
    private final WordsFromTranscript transcript;
    private final WordsFromTranscript agentTranscript;
    private final Consumer<CallPipeline> eachSecond;
    private final MediaFrame media = new MediaFrame();
    private Optional<LegRecognition> recognition;
    private Optional<String> warning = Optional.empty();
    private long nextIndex;
    private boolean switchAsked;

    /**
     * Begins at the first frame.
     *
     * @param words of the transcript beside the recording; empty where there is none
     * @param agentWords of the same transcript, what the agent said; empty where nothing of him is read
     */
    RecordedLeg(
            AnalysisSettings settings,
            List<TimedWord> words,
            List<TimedWord> agentWords,
            Consumer<CallPipeline> eachSecond) {
        this.eachSecond = eachSecond;
        pipeline = new CallPipeline(
                settings.model(), settings.languages(), settings.config().policySettings(), this::decided);
        if (settings.agent().isPresent()) {
            pipeline.admitAgentWords();
        }
        transcript = new WordsFromTranscript(words, pipeline::hearWords);
        agentTranscript = new WordsFromTranscript(agentWords, pipeline::hearAgentWords);
        recognition = words.isEmpty()
                ? settings.recognition().map(all -> all.open(FeatureExtractor.VERDICT_LAG_FRAMES))
                : Optional.empty();
    }

    private void decided(PolicyEvent event) {
        switchAsked |= event instanceof FuseChanged change && change.to() instanceof FuseState.Tripped;
    }

    CallPipeline pipeline() {
        return pipeline;
    }

    /** What is missing, one line; empty for nothing. */
    Optional<String> warning() {
        return warning;
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        media.setAudio(nextIndex++, samples, offset, arrivalNs);
        hear();
    }

    @Override
    public void gap(long insertedAtNs) {
        media.setGap(nextIndex++, insertedAtNs);
        hear();
    }

    private void hear() {
        boolean scored = pipeline.hear(media);
        if (switchAsked) {
            switchAsked = false;
            pipeline.switched("nobody is moved: this is a recording");
        }
        transcript.bring(pipeline.nowMs());
        agentTranscript.bring(pipeline.nowMs());
        if (recognition.isPresent()) {
            recognition.get().hear(media, pipeline.wasSpeech());
            if (scored) {
                awaitWords(recognition.get());
            }
        }
        if (scored) {
            eachSecond.accept(pipeline);
        }
    }

    private void awaitWords(LegRecognition words) {
        if (!words.await(PATIENCE_NS)) {
            warning = Optional.of("no words after " + pipeline.nowMs() / 1000 + " s: recognition does not answer");
            words.close();
            recognition = Optional.empty();
        }
        Revision revision;
        while ((revision = words.poll()) != null) {
            pipeline.hearWords(revision);
        }
    }

    @Override
    public void digit(char digit) {
        pipeline.noted("key-pressed", Map.of());
    }

    @Override
    public void end(EndOfMedia reason) {
        transcript.bringRest();
        agentTranscript.bringRest();
        if (recognition.isPresent()) {
            recognition.get().finish();
            awaitWords(recognition.get());
        }
        pipeline.end();
    }

    @Override
    public void close() {
        recognition.ifPresent(LegRecognition::close);
    }
}
