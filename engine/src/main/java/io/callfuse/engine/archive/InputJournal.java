package io.callfuse.engine.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The inputs of a call other than its audio, each with the media time at which it was applied: a replay of the audio together
 * with these passes through the same states. One thread: the leg's worker.
 *
 * <p>Gap frames that follow each other are one entry. A journal holds {@value #CAPACITY} entries; what comes later is only
 * counted, and such a call cannot be replayed exactly.
 */
public final class InputJournal {
    static final int CAPACITY = 10_000;

    private static final long NO_RUN = -1;

    private final List<Input> inputs = new ArrayList<>();
    private long lost;
    private long gapSinceMs = NO_RUN;
    private long gapUntilMs = NO_RUN;

    /**
     * One input.
     *
     * @param atMs media time at which it was applied
     * @param untilMs media time at which it ended; the same as {@code atMs} for what takes no time
     * @param kind what it was, such as {@code gap}
     * @param details what else is needed to apply it again; never the caller's number
     */
    public record Input(long atMs, long untilMs, String kind, Map<String, String> details) {}

    /** Takes an input that takes no time. */
    public void add(long atMs, String kind, Map<String, String> details) {
        closeGap();
        keep(new Input(atMs, atMs, kind, Map.copyOf(details)));
    }

    /** Takes a gap frame; allocates nothing where the frame before it was one too. */
    public void addGap(long startMs, long endMs) {
        if (startMs == gapUntilMs) {
            gapUntilMs = endMs;
            return;
        }
        closeGap();
        gapSinceMs = startMs;
        gapUntilMs = endMs;
    }

    /** Takes the number of frames that were dropped before the worker saw them. */
    public void addDropped(long atMs, long frames) {
        add(atMs, "drop", Map.of("frames", Long.toString(frames)));
    }

    /** Puts other details in place of those of the inputs of a kind. */
    public void rewrite(String kind, UnaryOperator<Map<String, String>> details) {
        inputs.replaceAll(input -> input.kind().equals(kind)
                ? new Input(input.atMs(), input.untilMs(), kind, Map.copyOf(details.apply(input.details())))
                : input);
    }

    /** Everything taken so far, in its order. */
    public List<Input> inputs() {
        closeGap();
        return List.copyOf(inputs);
    }

    /** How many inputs did not fit. */
    public long lost() {
        return lost;
    }

    private void closeGap() {
        if (gapSinceMs != NO_RUN) {
            keep(new Input(gapSinceMs, gapUntilMs, "gap", Map.of()));
            gapSinceMs = NO_RUN;
            gapUntilMs = NO_RUN;
        }
    }

    private void keep(Input input) {
        if (inputs.size() < CAPACITY) {
            inputs.add(input);
        } else {
            lost++;
        }
    }
}
