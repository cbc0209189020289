package io.callfuse.engine.evaluation;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.OfflineAnalysis;
import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Hears labelled recordings, each as {@code analyze} hears it, several at a time; what comes out does not depend on how many.
 * One thread makes, asks and closes it.
 */
public final class LabelledHearing implements AutoCloseable {
    private final AnalysisSettings settings;
    private final LabelledListening<HeardCall> listening;

    /** @param threads how many recordings are heard at a time, at least 1 */
    public LabelledHearing(AnalysisSettings settings, int threads) {
        this.settings = settings;
        this.listening = new LabelledListening<>(settings.caller(), threads, this::hear);
    }

    /**
     * Looks at the headers alone.
     *
     * @return how long all recordings are as they promise, ms
     * @throws ListException one line for each recording that cannot be opened, or ends before its onset
     */
    public long promisedMs(List<LabelledCall> calls) throws ListException {
        return listening.promisedMs(calls);
    }

    /**
     * Hears them all.
     *
     * @param progressMs told now and then, on this thread, how much audio was heard
     * @return in the order of the list those that could be heard; what became of the others is in {@link #faults()}
     * @throws InterruptedException when this thread is interrupted; the work is given up
     */
    public List<HeardCall> hear(List<LabelledCall> calls, LongConsumer progressMs) throws InterruptedException {
        return listening.hear(calls, progressMs);
    }

    /** What kept calls from being heard, a line each, which names file and line of the list. */
    public List<String> faults() {
        return listening.faults();
    }

    /** What is odd about recordings that were heard all the same, a line each. */
    public List<String> warnings() {
        return listening.warnings();
    }

    @Override
    public void close() {
        listening.close();
    }

    private LabelledListening.Heard<HeardCall> hear(LabelledCall labelled, LongConsumer progressMs)
            throws RecordingException, TranscriptException {
        SpeechSeconds speech = new SpeechSeconds();
        AnalysedCall call = OfflineAnalysis.analyze(
                labelled.recording(), settings, progressMs, pipeline -> speech.add(pipeline.speechMs()));
        return new LabelledListening.Heard<>(
                new HeardCall(labelled, call.report(), speech.all()),
                call.report().heard().seconds(),
                call.warning());
    }

    /** Caller speech after each second. */
    private static final class SpeechSeconds {
        private long[] ms = new long[128];
        private int count;

        void add(long speechMs) {
            if (count == ms.length) {
                ms = Arrays.copyOf(ms, 2 * count);
            }
            ms[count++] = speechMs;
        }

        long[] all() {
            return Arrays.copyOf(ms, count);
        }
    }
}
