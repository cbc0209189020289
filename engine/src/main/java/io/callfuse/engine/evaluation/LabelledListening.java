package io.callfuse.engine.evaluation;

import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Goes through labelled recordings, several at a time; what comes out does not depend on how many. One thread makes, asks and
 * closes it.
 *
 * @param <T> what is made of a recording
 */
public final class LabelledListening<T> implements AutoCloseable {
    private static final long TELL_EVERY_MS = 200;

    private final ChannelChoice caller;
    private final Ear<T> ear;
    private final ExecutorService threads;
    private final AtomicLong heardMs = new AtomicLong();
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Hears one recording; several threads ask at a time.
     *
     * @param <T> what is made of it
     */
    @FunctionalInterface
    public interface Ear<T> {
        /**
         * Hears it.
         *
         * @param progressMs to be told now and then how much of the recording was heard, ms
         */
        Heard<T> hear(LabelledCall call, LongConsumer progressMs) throws RecordingException, TranscriptException;
    }

    /**
     * A recording that was heard.
     *
     * @param what was made of it
     * @param seconds how long it is
     * @param warning what is odd about it; empty for nothing
     * @param <T> what is made of it
     */
    public record Heard<T>(T what, double seconds, Optional<String> warning) {}

    /** A call as it comes from its thread: heard, or what is wrong with it. */
    private record Result<T>(Optional<T> what, String fault, Optional<String> warning) {}

    /**
     * @param caller which channel of a stereo recording is the caller's
     * @param threads how many recordings are heard at a time, at least 1
     * @param ear that hears them
     */
    public LabelledListening(ChannelChoice caller, int threads, Ear<T> ear) {
        this.caller = caller;
        this.ear = ear;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "evaluation");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks at the headers alone.
     *
     * @return how long all recordings are as they promise, ms
     * @throws ListException one line for each recording that cannot be opened, or ends before its onset
     */
    public long promisedMs(List<LabelledCall> calls) throws ListException {
        double seconds = 0;
        List<String> unfit = new ArrayList<>();
        for (LabelledCall call : calls) {
            try (Recording recording = Recording.open(call.recording(), caller)) {
                double promised = recording.promisedSeconds();
                seconds += promised;
                if (promised > 0) {
                    onsetFault(call, promised).ifPresent(unfit::add);
                }
            } catch (RecordingException e) {
                unfit.add(call.where() + e.getMessage());
            }
        }
        ListException.throwIfAny(unfit);
        return (long) (1000 * seconds);
    }

    /**
     * Hears them all.
     *
     * @param progressMs told now and then, on this thread, how much audio was heard
     * @return in the order of the list those that could be heard; what became of the others is in {@link #faults()}
     * @throws InterruptedException when this thread is interrupted; the work is given up
     */
    public List<T> hear(List<LabelledCall> calls, LongConsumer progressMs) throws InterruptedException {
        List<Future<Result<T>>> pending =
                calls.stream().map(call -> threads.submit(() -> hear(call))).toList();
        List<T> heard = new ArrayList<>();
        for (Future<Result<T>> one : pending) {
            Result<T> result = await(one, progressMs);
            result.what().ifPresentOrElse(heard::add, () -> faults.add(result.fault()));
            result.warning().ifPresent(warnings::add);
        }
        return heard;
    }

    /** What kept calls from being heard, a line each, which names file and line of the list. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** What is odd about recordings that were heard all the same, a line each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Result<T> await(Future<Result<T>> one, LongConsumer progressMs) throws InterruptedException {
        while (true) {
            try {
                return one.get(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progressMs.accept(heardMs.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call could not be heard: " + e.getCause(), e.getCause());
            }
        }
    }

    private Result<T> hear(LabelledCall labelled) {
        long[] before = {0};
        LongConsumer progress = nowMs -> {
            heardMs.addAndGet(nowMs - before[0]);
            before[0] = nowMs;
        };
        try {
            Heard<T> heard = ear.hear(labelled, progress);
            Optional<String> fault = onsetFault(labelled, heard.seconds());
            return new Result<>(
                    fault.isPresent() ? Optional.empty() : Optional.of(heard.what()),
                    fault.orElse(""),
                    heard.warning());
        } catch (RecordingException | TranscriptException e) {
            return new Result<>(Optional.empty(), labelled.where() + e.getMessage(), Optional.empty());
        }
    }

    private static Optional<String> onsetFault(LabelledCall call, double seconds) {
        double onset = call.onsetMs().orElse(0) / 1000.0;
        return onset < seconds || onset == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%sthe onset at %.1f s is not within %s, which is %.1f s long",
                        call.where(),
                        onset,
                        call.name(),
                        seconds));
    }
}
