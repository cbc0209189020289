package io.callfuse.engine.tuning;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Sums up what a policy makes of many calls. One thread. */
public final class Trial {
    private static final double MS_A_SECOND = 1000;
    private static final double MEDIAN = 0.5;
    private static final double LATE = 0.95;
    private static final int FIRST_DELAYS = 64;

    private long calls;
    private long tripped;
    private long trips;
    private long[] delaysMs = new long[FIRST_DELAYS];
    private long upset;
    private long upsetTripped;
    private long calm;
    private long calmTripped;
    private final Map<String, Long> decisions = new TreeMap<>();
    private final Map<Instant, Integer> tripsByHour = new TreeMap<>();

    /** Adds a call. */
    public void add(CallTraits call, TriedCall tried) {
        calls++;
        decisions.merge(tried.decision(), 1L, Long::sum);
        boolean trip = !tried.tripsMs().isEmpty();
        if (trip) {
            addDelay(tried.tripsMs().get(0));
            trips += tried.tripsMs().size();
            for (long atMs : tried.tripsMs()) {
                tripsByHour.merge(call.startedAt().plusMillis(atMs).truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
            }
        }
        if (call.upset().isPresent()) {
            if (call.upset().get()) {
                upset++;
                upsetTripped += trip ? 1 : 0;
            } else {
                calm++;
                calmTripped += trip ? 1 : 0;
            }
        }
    }

    private void addDelay(long delayMs) {
        if (tripped == delaysMs.length) {
            delaysMs = Arrays.copyOf(delaysMs, delaysMs.length * 2);
        }
        delaysMs[(int) tripped++] = delayMs;
    }

    /** How many calls were tried. */
    public long calls() {
        return calls;
    }

    /** How many calls trip at least once. */
    public long tripped() {
        return tripped;
    }

    /** How many trips there are in all. */
    public long trips() {
        return trips;
    }

    /** The most trips in one hour of the clock. */
    public int busiestHour() {
        return tripsByHour.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Time from the beginning of the call to its first trip, median, s; empty where none trips. */
    public OptionalDouble medianSeconds() {
        return delay(MEDIAN);
    }

    /** The same, of which 95 % take no longer. */
    public OptionalDouble lateSeconds() {
        return delay(LATE);
    }

    private OptionalDouble delay(double share) {
        if (tripped == 0) {
            return OptionalDouble.empty();
        }
        long[] sorted = Arrays.copyOf(delaysMs, (int) tripped);
        Arrays.sort(sorted);
        int place = (int) Math.ceil(share * sorted.length) - 1;
        return OptionalDouble.of(sorted[Math.max(0, place)] / MS_A_SECOND);
    }

    /** How many calls were decided for each cause. */
    public Map<String, Long> decisions() {
        return decisions;
    }

    /** How many calls are labelled upset. */
    public long upset() {
        return upset;
    }

    /** How many of those trip. */
    public long upsetTripped() {
        return upsetTripped;
    }

    /** How many calls are labelled calm. */
    public long calm() {
        return calm;
    }

    /** How many of those trip. */
    public long calmTripped() {
        return calmTripped;
    }
}
