package io.callfuse.engine;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.asr.TranscriptSidecar;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.recording.CapturedStream;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Hears a recording as the engine hears a call: through the same sink and the same pipeline, as fast as the machine can.
 */
public final class OfflineAnalysis {
    private OfflineAnalysis() {}

    /**
     * Analyses one recording in constant memory, but for the timeline.
     *
     * @param progressMs told now and then how much of the recording was heard, ms
     * @throws RecordingException if the file is no recording that can be heard; one line that names it
     * @throws TranscriptException if the transcript beside it cannot be read; one line that names it
     */
    public static AnalysedCall analyze(Path file, AnalysisSettings settings, LongConsumer progressMs)
            throws RecordingException, TranscriptException {
        return analyze(file, settings, progressMs, pipeline -> {});
    }

    /**
     * The same for one who wants to know what the pipeline knew after each second.
     *
     * @param eachSecond handed the pipeline when a second is full and scored; must not feed it
     * @throws RecordingException if the file is no recording that can be heard; one line that names it
     * @throws TranscriptException if the transcript beside it cannot be read; one line that names it
     */
    public static AnalysedCall analyze(
            Path file, AnalysisSettings settings, LongConsumer progressMs, Consumer<CallPipeline> eachSecond)
            throws RecordingException, TranscriptException {
        List<TimedWord> words = TranscriptSidecar.read(file, settings.caller() == ChannelChoice.RIGHT);
        List<TimedWord> agentWords = settings.agent().isPresent()
                ? TranscriptSidecar.readSpeaker(file, settings.agent().get())
                : List.of();
        try (RecordedLeg leg = new RecordedLeg(settings, words, agentWords, eachSecond);
                Recording recording = Recording.open(file, settings.caller())) {
            LinearAssembler assembler = recording.assembler(leg);
            while (recording.readBlock(assembler)) {
                progressMs.accept(leg.pipeline().nowMs());
            }
            AnalysedCall call = leg.pipeline().analysed(file.getFileName().toString(), identity(settings));
            return call.withWarning(recording.warning().or(() -> leg.warning().map(warning -> file + ": " + warning)));
        }
    }

    /**
     * Analyses one stream of a capture, under its name, without words of a transcript.
     *
     * @param progressMs told now and then how much of the stream was heard, ms
     * @throws RecordingException if the capture turns out to be broken; one line that names it and the place
     */
    public static AnalysedCall analyze(CapturedStream stream, AnalysisSettings settings, LongConsumer progressMs)
            throws RecordingException {
        Duration delay = settings.config().config().rtp().settings().delay();
        try (RecordedLeg leg = new RecordedLeg(settings, List.of(), List.of(), pipeline -> {});
                CapturedStream.Reading reading = stream.open(delay, leg)) {
            while (reading.readBlock()) {
                progressMs.accept(leg.pipeline().nowMs());
            }
            AnalysedCall call = leg.pipeline().analysed(stream.name(), identity(settings));
            return call.withWarning(
                    reading.warning().or(() -> leg.warning().map(warning -> stream.name() + ": " + warning)));
        }
    }

    private static EngineIdentity identity(AnalysisSettings settings) {
        LoadedConfig config = settings.config();
        return new EngineIdentity(
                EngineVersion.text(),
                settings.model().version(),
                config.sha256(),
                settings.languages().hash());
    }
}
