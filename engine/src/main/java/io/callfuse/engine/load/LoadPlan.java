package io.callfuse.engine.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a run goes.
 *
 * @param calls at once, at most; where the knee is looked for, at first
 * @param steps in which it gets there, each with as many more
 * @param findKnee whether to go on past {@code calls} until a step does not hold, and then back in between
 * @param soakParts into how many equal parts the one step is divided, to see what grows; 1 for none
 * @param stepTime how long a step is measured
 * @param warmUp how long the first step runs before it is measured; the others for {@link #SETTLE}
 * @param rate calls begun in a second, at most
 * @param speed 1 is that of live calls, 2 twice as fast
 * @param wire by which the audio comes
 * @param limitMs a step holds where 99 of 100 scores come within this time
 * @param engineCores on which the engine may run, as {@code taskset} has them; empty for all
 * @param engineOptions more flags for its Java machine
 */
public record LoadPlan(
        int calls,
        int steps,
        boolean findKnee,
        int soakParts,
        Duration stepTime,
        Duration warmUp,
        double rate,
        double speed,
        Wire wire,
        double limitMs,
        String engineCores,
        List<String> engineOptions) {
    /** How long a step runs before it is measured. */
    static final Duration SETTLE = Duration.ofSeconds(3);

    /** Takes a copy; refuses what cannot be done. */
    public LoadPlan {
        engineOptions = List.copyOf(engineOptions);
        if (calls < 1 || steps < 1 || soakParts < 1 || !(rate > 0) || !(speed > 0) || !(limitMs > 0)) {
            throw new IllegalArgumentException("calls, steps, rate, speed and limit must be over 0");
        }
    }

    /** The numbers of calls of its steps, as far as they are known before. */
    List<Integer> ramp() {
        if (soakParts > 1) {
            return IntStream.range(0, soakParts).mapToObj(part -> calls).toList();
        }
        int most = findKnee ? 1 : Math.min(steps, calls);
        return IntStream.rangeClosed(1, most)
                .mapToObj(step -> (int) Math.round((double) calls * step / most))
                .toList();
    }

    /** How long one measurement lasts. */
    Duration windowTime() {
        return stepTime.dividedBy(soakParts);
    }
}
