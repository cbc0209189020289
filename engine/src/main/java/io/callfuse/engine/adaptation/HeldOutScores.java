package io.callfuse.engine.adaptation;

import io.callfuse.models.EmotionModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Each call as a network says it that was fitted without its caller. Folds are fitted in parallel; what comes out does not depend
 * on how many at a time.
 *
 * @param folds who was left out together
 * @param calls in the order in which they came
 */
record HeldOutScores(CallerFolds folds, List<ScoredOwnCall> calls) {
    HeldOutScores {
        calls = List.copyOf(calls);
    }

    /** Of a network that knows none of these callers. */
    static HeldOutScores ofBase(EmotionModel base, CallerFolds folds, List<OwnCall> calls) {
        return new HeldOutScores(
                folds,
                calls.parallelStream().map(c -> ScoredOwnCall.of(c, base)).toList());
    }

    /** Of networks that are fitted for it. */
    static HeldOutScores of(NetworkSource source, CallerFolds folds, List<OwnCall> calls, LongConsumer fitted) {
        ScoredOwnCall[] scored = new ScoredOwnCall[calls.size()];
        IntStream.range(0, folds.count()).parallel().forEach(fold -> {
            EmotionModel model =
                    source.fit(calls.stream().filter(c -> folds.of(c) != fold).toList());
            for (int c = 0; c < scored.length; c++) {
                if (folds.of(calls.get(c)) == fold) {
                    scored[c] = ScoredOwnCall.of(calls.get(c), model);
                }
            }
            fitted.accept(1);
        });
        return new HeldOutScores(folds, Arrays.asList(scored));
    }

    /** Those that were not left out in this fold. */
    List<ScoredOwnCall> others(int fold) {
        return calls.stream().filter(c -> folds.of(c.call()) != fold).toList();
    }
}
