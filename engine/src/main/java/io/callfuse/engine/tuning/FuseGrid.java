package io.callfuse.engine.tuning;

import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tries a policy with other settings of its fuse. One thread adds calls; trying them is for any. */
public final class FuseGrid {
    private static final int LEAST_THRESHOLD = 40;
    private static final int MOST_THRESHOLD = 99;
    private static final int[] DWELL_SECONDS = {0, 1, 2, 3, 4, 5, 6, 8, 10};

    private final List<PolicySettings> settings;
    private final List<Trial> trials = new ArrayList<>();

    private FuseGrid(List<PolicySettings> settings) {
        this.settings = settings;
        settings.forEach(one -> trials.add(new Trial()));
    }

    /** Thresholds of 40 to 99 with a dwell of 0 to 10 s each. */
    public static FuseGrid ofThresholdsAndDwells(PolicySettings policy) {
        List<PolicySettings> all = new ArrayList<>();
        for (int threshold = LEAST_THRESHOLD; threshold <= MOST_THRESHOLD; threshold++) {
            for (int seconds : DWELL_SECONDS) {
                all.add(with(policy, threshold, Duration.ofSeconds(seconds)));
            }
        }
        return new FuseGrid(all);
    }

    /** Thresholds of 0 to 100 with the policy's own dwell. */
    public static FuseGrid ofThresholds(PolicySettings policy) {
        List<PolicySettings> all = new ArrayList<>();
        for (int threshold = 0; threshold <= 100; threshold++) {
            all.add(with(policy, threshold, policy.fuse().dwell()));
        }
        return new FuseGrid(all);
    }

    /** The distance from one threshold to the other stays what it is. */
    private static PolicySettings with(PolicySettings policy, int threshold, Duration dwell) {
        FuseSettings fuse = policy.fuse();
        double distance = fuse.enterThreshold() - fuse.exitThreshold();
        return policy.with(new FuseSettings(threshold, Math.max(0, threshold - distance), dwell, fuse.cooldown()));
    }

    /** Tries all settings on a call. */
    public List<TriedCall> tried(PastCall call) {
        return settings.stream().map(one -> TriedCall.by(one, call)).toList();
    }

    /** Adds what {@link #tried} found. */
    public void add(CallTraits call, List<TriedCall> tried) {
        for (int i = 0; i < trials.size(); i++) {
            trials.get(i).add(call, tried.get(i));
        }
    }

    /** The settings that were tried. */
    public List<FuseSettings> settings() {
        return settings.stream().map(PolicySettings::fuse).toList();
    }

    /** What came of each. */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * The settings by which no hour of the clock has more trips than so many, the best first: those that catch most calls labelled
     * upset, then those that move fewest labelled calm; without labels those by which most calls trip; then the earliest.
     */
    public List<FuseSettings> within(int tripsAnHour) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i).busiestHour() <= tripsAnHour && trials.get(i).tripped() > 0) {
                places.add(i);
            }
        }
        Comparator<Integer> best = Comparator.comparingLong(
                        (Integer i) -> -trials.get(i).upsetTripped())
                .thenComparingLong(i -> trials.get(i).calmTripped())
                .thenComparingLong(i -> -trials.get(i).tripped())
                .thenComparingDouble(i -> trials.get(i).medianSeconds().orElse(Double.MAX_VALUE));
        return places.stream().sorted(best).map(i -> settings.get(i).fuse()).toList();
    }

    /** What came of some settings. */
    public Optional<Trial> trial(FuseSettings fuse) {
        for (int i = 0; i < trials.size(); i++) {
            if (settings.get(i).fuse().equals(fuse)) {
                return Optional.of(trials.get(i));
            }
        }
        return Optional.empty();
    }
}
