package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.store.TrackedCall;
import io.callfuse.engine.policy.PolicySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides past calls as they were decided live, and compares. Takes the calls one by one from one thread, and checks many at a time
 * on all cores.
 */
public final class LiveChecks {
    private static final int CALLS_AT_ONCE = 256;

    private final KeptPolicies policies;
    private final List<TrackedCall> waiting = new ArrayList<>();
    private final Map<String, List<String>> differences = new LinkedHashMap<>();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private long compared;
    private long events;

    private record Checked(String id, String leftOut, List<String> differences, int events) {}

    /** Begins with no call. */
    public LiveChecks(KeptPolicies policies) {
        this.policies = policies;
    }

    /** Takes a call. */
    public void add(TrackedCall call) {
        waiting.add(call);
        if (waiting.size() == CALLS_AT_ONCE) {
            finish();
        }
    }

    /** Checks the calls that still wait. */
    public void finish() {
        waiting.parallelStream().map(this::checked).toList().forEach(this::sum);
        waiting.clear();
    }

    private Checked checked(TrackedCall call) {
        if (call.track().isEmpty()) {
            return notCompared(call, "without a track");
        }
        try {
            PastCall past = PastCall.of(call);
            if (!LiveCheck.isPossible(past)) {
                return notCompared(call, "too long, or broken off");
            }
            Map<String, PolicySettings> changes = new HashMap<>();
            String begun = call.policy();
            boolean known = true;
            for (var input : past.inputs()) {
                if (input.kind().equals(PolicyReplay.POLICY_CHANGED)) {
                    String sha256 = input.details().getOrDefault("sha256", "");
                    begun = changes.isEmpty() ? input.details().getOrDefault("before", "") : begun;
                    Optional<PolicySettings> to = policies.hashed(sha256);
                    known &= to.isPresent();
                    to.ifPresent(settings -> changes.put(sha256, settings));
                }
            }
            Optional<PolicySettings> first = policies.named(begun, call.startedAt());
            if (!known || first.isEmpty()) {
                return notCompared(call, "whose policy is not kept");
            }
            List<String> found = LiveCheck.differences(
                    past, first.get(), details -> changes.get(details.get("sha256")), call.told());
            if (!found.isEmpty() && past.hasNumbersTakenOut()) {
                return notCompared(call, "with numbers that were taken out after rules had heard them");
            }
            return new Checked(call.id(), "", found, call.told().size());
        } catch (TrackException damaged) {
            return notCompared(call, damaged.getMessage());
        }
    }

    private static Checked notCompared(TrackedCall call, String why) {
        return new Checked(call.id(), why, List.of(), 0);
    }

    private void sum(Checked checked) {
        if (!checked.leftOut().isEmpty()) {
            leftOut.merge(checked.leftOut(), 1L, Long::sum);
            return;
        }
        compared++;
        events += checked.events();
        if (!checked.differences().isEmpty()) {
            differences.put(checked.id(), checked.differences());
        }
    }

    /** How many calls were compared. */
    public long compared() {
        return compared;
    }

    /** How many events are told of them. */
    public long events() {
        return events;
    }

    /** By the ids of calls, a line for each difference; the calls without one are not there. */
    public Map<String, List<String>> differences() {
        return differences;
    }

    /** How many calls were left out, by the reason. */
    public Map<String, Long> leftOut() {
        return leftOut;
    }
}
