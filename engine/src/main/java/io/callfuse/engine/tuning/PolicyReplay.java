package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.JournaledRestart;
import io.callfuse.engine.archive.JournaledWords;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.Transcript;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Decides a past call anew, by the class that decides live ones. One call, one thread. */
public final class PolicyReplay {
    /** How long after a trip the caller is taken to have been moved by another policy than the live one, ms. */
    public static final long MOVED_AFTER_MS = 40;

    /** Kind of the input that brings another policy; its details have {@code before}, {@code version} and {@code sha256}. */
    public static final String POLICY_CHANGED = "policy";

    private static final long NEVER = Long.MAX_VALUE;

    private final PastCall call;
    private final Optional<Function<Map<String, String>, PolicySettings>> live;
    private final CallPolicy policy;
    private final Map<String, String> marks = new HashMap<>();
    private final Transcript caller = new Transcript();
    private final Transcript agent = new Transcript();
    private int nextInput;
    private long movedAtMs = NEVER;

    private PolicyReplay(
            PastCall call,
            PolicySettings settings,
            Optional<Function<Map<String, String>, PolicySettings>> live,
            Consumer<PolicyEvent> events) {
        this.call = call;
        this.live = live;
        policy = new CallPolicy(settings, events);
    }

    /**
     * Decides a call by one policy from its beginning to its end, whatever decided it live. Whoever is moved is taken to have been
     * moved at once, and to have gone on speaking as he did.
     *
     * @param events hears what the policy has to say
     * @return the policy as the call left it
     */
    public static CallPolicy by(PolicySettings settings, PastCall call, Consumer<PolicyEvent> events) {
        return new PolicyReplay(call, settings, Optional.empty(), events).run();
    }

    /**
     * Decides a call as it was decided live: with the answers that its switches had, and by each policy from when it came on.
     *
     * @param settings those with which it began
     * @param changedTo the policy that an input of kind {@value #POLICY_CHANGED} tells of, by the input's details
     * @param events hears what the policy has to say
     * @return the policy as the call left it
     */
    public static CallPolicy asLive(
            PolicySettings settings,
            Function<Map<String, String>, PolicySettings> changedTo,
            PastCall call,
            Consumer<PolicyEvent> events) {
        return new PolicyReplay(call, settings, Optional.of(changedTo), events).run();
    }

    private CallPolicy run() {
        PolicyTrack track = call.track();
        for (int second = 0; second < track.seconds(); second++) {
            long atMs = (second + 1L) * MediaTime.FRAMES_PER_SECOND * MediaTime.FRAME_MS;
            // An input of the very moment at which a second ends came after that second.
            takeInputsBefore(atMs);
            decide(second, atMs);
            if (live.isEmpty() && movedAtMs == NEVER && policy.state() instanceof FuseState.Tripped) {
                movedAtMs = atMs + MOVED_AFTER_MS;
            }
        }
        PolicyTrack.TrackEnd end = track.end();
        takeInputsBefore(end == null ? NEVER : end.atMs() + 1);
        if (end != null) {
            policy.end(end.atMs(), end.speechMs(), end.heardMedia());
        }
        return policy;
    }

    private void decide(int second, long atMs) {
        PolicyTrack track = call.track();
        if (track.isHeld(second)) {
            policy.tickHeld(atMs);
            return;
        }
        Optional<CallFacts> facts = policy.facts();
        if (facts.isPresent()) {
            track.tell(second, facts.get());
        }
        policy.tick(
                atMs,
                track.score(second),
                track.emotion(second),
                track.number(second, Fact.CONFIDENCE),
                track.speechMs(second),
                track.heardMedia(second));
    }

    private void takeInputsBefore(long untilMs) {
        if (movedAtMs < untilMs) {
            policy.switched(movedAtMs, "moved");
            movedAtMs = NEVER;
        }
        while (nextInput < call.inputs().size() && call.inputs().get(nextInput).atMs() < untilMs) {
            take(call.inputs().get(nextInput++));
        }
    }

    private void take(InputJournal.Input input) {
        Map<String, String> details = input.details();
        switch (input.kind()) {
            case JournaledWords.CALLER -> hear(JournaledWords.revision(details));
            case JournaledWords.AGENT -> hearAgent(JournaledWords.revision(details));
            case "mark", "tags" -> {
                marks.putAll(details);
                policy.facts().ifPresent(facts -> facts.mark(details));
            }
            case JournaledRestart.KIND -> {
                JournaledRestart restart = JournaledRestart.of(details);
                policy.restore(restart.trippedAtMs(), restart.decided());
            }
            default -> {
                policy.noted(input.kind(), details);
                live.ifPresent(changedTo -> takeAsLive(input, changedTo));
            }
        }
    }

    private void takeAsLive(InputJournal.Input input, Function<Map<String, String>, PolicySettings> changedTo) {
        Map<String, String> details = input.details();
        switch (input.kind()) {
            case "switched" -> policy.switched(input.atMs(), details.getOrDefault("how", ""));
            case "switch-failed" -> policy.switchFailed(input.atMs(), details.getOrDefault("why", ""));
            case POLICY_CHANGED -> change(changedTo.apply(details));
            default -> {
                // The seconds tell what came of it.
            }
        }
    }

    private void hear(Revision revision) {
        caller.apply(revision);
        policy.facts().ifPresent(facts -> facts.hear(revision));
    }

    private void hearAgent(Revision revision) {
        agent.apply(revision);
        policy.facts().ifPresent(facts -> facts.hearAgent(revision));
    }

    private void change(PolicySettings settings) {
        policy.change(settings);
        policy.facts().ifPresent(facts -> {
            facts.mark(marks);
            caller.revisions().forEach(facts::hear);
            agent.revisions().forEach(facts::hearAgent);
        });
    }
}
