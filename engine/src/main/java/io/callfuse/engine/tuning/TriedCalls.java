package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.store.ToldEvent;
import io.callfuse.engine.archive.store.TrackedCall;
import io.callfuse.engine.policy.PolicySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tries a policy on past calls, beside what was decided live or beside another policy. Takes the calls one by one from one thread,
 * and tries many at a time on all cores; what comes out depends on the calls and on nothing else.
 */
public final class TriedCalls {
    private static final int CALLS_AT_ONCE = 256;
    private static final long TRACK_SECOND_MS = 1000;

    private final Plan plan;
    private final List<TrackedCall> waiting = new ArrayList<>();
    private final Trial before = new Trial();
    private final Trial after = new Trial();
    private final PolicyDifference difference = new PolicyDifference();
    private final Map<String, Sides> byQueue = new TreeMap<>();
    private final Map<String, Sides> byLanguage = new TreeMap<>();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private long audioMs;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    /**
     * What is to be tried.
     *
     * @param policy the policy
     * @param against that with which it is compared; empty for what was decided live
     * @param upset by the ids of calls whether the caller was upset, as far as somebody has said
     * @param queue only calls of this queue; empty for all
     * @param grids other settings of the policy's fuse that are tried, too
     */
    public record Plan(
            PolicySettings policy,
            Optional<PolicySettings> against,
            Map<String, Boolean> upset,
            Optional<String> queue,
            List<FuseGrid> grids) {}

    /** What comes out before, and after. */
    public record Sides(Trial before, Trial after) {}

    private record Tried(
            CallTraits traits,
            long audioMs,
            TriedCall before,
            TriedCall after,
            List<List<TriedCall>> grids,
            String leftOut) {
        private static Tried not(CallTraits traits, String why) {
            return new Tried(traits, 0, null, null, List.of(), why);
        }
    }

    /** Begins with no call. */
    public TriedCalls(Plan plan) {
        this.plan = plan;
    }

    /** Takes a call. */
    public void add(TrackedCall call) {
        waiting.add(call);
        if (waiting.size() == CALLS_AT_ONCE) {
            finish();
        }
    }

    /** Tries the calls that still wait. */
    public void finish() {
        waiting.parallelStream().map(this::tried).toList().forEach(this::sum);
        waiting.clear();
    }

    private Tried tried(TrackedCall call) {
        CallTraits unknown = new CallTraits(call.id(), call.startedAt(), "", "", Optional.empty());
        if (call.track().isEmpty()) {
            return Tried.not(unknown, "without a track");
        }
        try {
            PastCall past = PastCall.of(call);
            CallTraits traits = traits(call, past);
            if (!past.isWhole()) {
                return Tried.not(traits, "too long, or broken off");
            }
            if (plan.queue().isPresent() && !plan.queue().get().equals(traits.queue())) {
                return Tried.not(traits, "of another queue");
            }
            TriedCall then =
                    plan.against().isPresent() ? TriedCall.by(plan.against().get(), past) : live(call.told());
            List<List<TriedCall>> grids =
                    plan.grids().stream().map(grid -> grid.tried(past)).toList();
            long ms = past.track().seconds() * TRACK_SECOND_MS;
            return new Tried(traits, ms, then, TriedCall.by(plan.policy(), past), grids, "");
        } catch (TrackException damaged) {
            return Tried.not(unknown, damaged.getMessage());
        }
    }

    private CallTraits traits(TrackedCall call, PastCall past) {
        Optional<Boolean> upset = Optional.ofNullable(plan.upset().get(call.id()));
        return new CallTraits(
                call.id(), call.startedAt(), past.queue(), call.language().orElse(""), upset);
    }

    private static TriedCall live(List<ToldEvent> told) {
        List<Long> trips = told.stream()
                .filter(ToldEvent::isTrip)
                .map(ToldEvent::atMs)
                .sorted()
                .toList();
        String decision = told.stream()
                .filter(event -> event.kind() == ToldEvent.Kind.DECISION)
                .max(Comparator.comparingLong(ToldEvent::atMs))
                .map(event -> event.words().split(" ", 2)[1])
                .orElse("");
        return new TriedCall(trips, decision);
    }

    private void sum(Tried tried) {
        if (!tried.leftOut().isEmpty()) {
            leftOut.merge(tried.leftOut(), 1L, Long::sum);
            return;
        }
        CallTraits traits = tried.traits();
        audioMs += tried.audioMs();
        first = first.or(() -> Optional.of(traits.startedAt()));
        last = Optional.of(traits.startedAt());
        add(new Sides(before, after), tried);
        add(byQueue.computeIfAbsent(traits.queue(), name -> new Sides(new Trial(), new Trial())), tried);
        add(byLanguage.computeIfAbsent(traits.language(), name -> new Sides(new Trial(), new Trial())), tried);
        difference.add(traits, tried.before(), tried.after());
        for (int i = 0; i < plan.grids().size(); i++) {
            plan.grids().get(i).add(traits, tried.grids().get(i));
        }
    }

    private static void add(Sides sides, Tried tried) {
        sides.before().add(tried.traits(), tried.before());
        sides.after().add(tried.traits(), tried.after());
    }

    /** All calls that could be tried. */
    public Sides all() {
        return new Sides(before, after);
    }

    /** The same by the queue that the dialplan named; of calls without one under the empty name. */
    public Map<String, Sides> byQueue() {
        return byQueue;
    }

    /** The same by the language of the caller's words; of calls without any under the empty name. */
    public Map<String, Sides> byLanguage() {
        return byLanguage;
    }

    /** The calls that trip at another time, or for the first time, or no more. */
    public PolicyDifference difference() {
        return difference;
    }

    /** How many calls were left out, by the reason. */
    public Map<String, Long> leftOut() {
        return leftOut;
    }

    /** How long the calls are, ms. */
    public long audioMs() {
        return audioMs;
    }

    /** When the first call came under watch; empty where there is none. */
    public Optional<Instant> first() {
        return first;
    }

    /** When the last one did. */
    public Optional<Instant> last() {
        return last;
    }
}
