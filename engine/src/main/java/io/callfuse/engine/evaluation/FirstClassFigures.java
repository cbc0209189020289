package io.callfuse.engine.evaluation;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.ConfusionTable;
import java.time.Duration;
import java.util.List;

/**
 * How soon and how rightly a first class is said.
 *
 * @param by shares of calls with a class other than unknown by some time, of those in which the caller had spoken for 2 s by then
 * @param spokenByList how many calls' lists say when the caller had spoken for 2 s; of the others the engine's own ear does
 * @param confusion truth against first class ({@link Emotion#ordinal()}), of calls whose label says what the caller sounded like
 *     then, and in which he had spoken for 2 s by the deadline; unknown is a miss
 * @param judged how many calls these are
 * @param bounds 95 % bounds of their unweighted average recall
 */
public record FirstClassFigures(
        List<ByTime> by, long spokenByList, ConfusionTable confusion, long judged, Bounds bounds) {
    /** Copies the list. */
    public FirstClassFigures {
        by = List.copyOf(by);
    }

    /**
     * How many have a class by some time.
     *
     * @param ms media time
     * @param calls of those in which the caller had spoken for 2 s by then
     */
    public record ByTime(long ms, Rate calls) {}

    private static final long EARLIER_MS = 15_000;

    static FirstClassFigures of(Sampling sampling, Duration classifyBy) {
        long deadlineMs = classifyBy.toMillis();
        List<Long> times = deadlineMs > EARLIER_MS ? List.of(EARLIER_MS, deadlineMs) : List.of(deadlineMs);
        List<HeardCall> judged = sampling.calls().stream()
                .filter(call -> isJudged(call, deadlineMs))
                .toList();
        return new FirstClassFigures(
                times.stream().map(ms -> byTime(sampling, ms)).toList(),
                sampling.calls().stream()
                        .filter(call -> call.labelled().spoken2sMs().isPresent())
                        .count(),
                confusion(judged),
                judged.size(),
                sampling.bounds(drawn -> confusion(drawn.stream()
                                .filter(call -> isJudged(call, deadlineMs))
                                .toList())
                        .unweightedAverageRecall()));
    }

    private static ByTime byTime(Sampling sampling, long ms) {
        return new ByTime(
                ms,
                sampling.rate(
                        call -> call.hasSpokenBy(ms),
                        call -> call.firstClass().emotion() != Emotion.UNKNOWN
                                && call.firstClass().atMs() <= ms));
    }

    private static boolean isJudged(HeardCall call, long deadlineMs) {
        return call.hasSpokenBy(deadlineMs)
                && call.labelled().emotionAt(call.firstClass().atMs()).isPresent();
    }

    private static ConfusionTable confusion(List<HeardCall> judged) {
        ConfusionTable table = new ConfusionTable(Emotion.values().length);
        for (HeardCall call : judged) {
            Emotion truth = call.labelled().emotionAt(call.firstClass().atMs()).orElseThrow();
            table.add(truth.ordinal(), call.firstClass().emotion().ordinal());
        }
        return table;
    }
}
