package io.callfuse.engine.policy;

import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.scoring.Emotion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A call and somebody beside it who knows nothing of its fuse but what was promised, and complains where that is not kept. */
final class WatchedPolicy {
    private static final long NEVER = Long.MIN_VALUE;

    private final List<PolicySettings> policies;
    private final CallPolicy policy;
    private int inForce;
    private long atMs;
    private long speechMs;

    /** What may happen in the step that is under way. */
    private boolean mayTripByScore;

    private boolean mayTripByRule;
    private boolean ended;

    private FuseState state = FuseState.Closed.CLOSED;
    private long lastEventMs;
    private boolean unanswered;
    private long restsUntilMs = NEVER;
    private int firstClasses;
    private int decisions;
    private int decisionsOwed = 1;
    private int trips;
    private int tripsByRule;
    private int archived;
    private int lateAnswers;
    private boolean endedUnanswered;
    private boolean changedUnanswered;

    /** Begins by the first of these policies; a change goes on by the next. */
    WatchedPolicy(List<PolicySettings> policies) {
        this.policies = policies;
        policy = new CallPolicy(policies.get(0), this::hear);
    }

    /** Takes the call up again after a trip at this time, which lies before its beginning. */
    WatchedPolicy trippedBefore(long trippedAtMs) {
        policy.restore(OptionalLong.of(trippedAtMs), Optional.of(before()));
        state = policy.state();
        restsUntilMs = trippedAtMs + settings().fuse().cooldown().toMillis();
        decisionsOwed = 0;
        return this;
    }

    /** Takes it up again after its decision. */
    WatchedPolicy decidedBefore() {
        policy.restore(OptionalLong.empty(), Optional.of(before()));
        decisionsOwed = 0;
        return this;
    }

    private static Decision before() {
        return new Decision(0, Route.NONE, Decision.Reason.NORMAL, 0, Emotion.NEUTRAL, 0.5);
    }

    private PolicySettings settings() {
        return policies.get(inForce);
    }

    void tick(long stepMs, double score, boolean ruleHolds, long newSpeechMs) {
        FuseState before = state;
        int tripsBefore = trips;
        boolean rests = atMs + stepMs < restsUntilMs;
        atMs += stepMs;
        speechMs = newSpeechMs;
        boolean heardEnough = speechMs >= settings().minimumSpeech().toMillis();
        mayTripByScore = heardEnough && score >= settings().fuse().enterThreshold();
        mayTripByRule = heardEnough && ruleHolds;
        policy.facts().orElseThrow().say(Fact.SCORE, score);
        policy.facts().orElseThrow().say(Fact.SILENCE_SECONDS, ruleHolds ? 5 : 0);
        Emotion emotion = heardEnough ? Emotion.ANGER : Emotion.UNKNOWN;
        policy.tick(atMs, score, emotion, heardEnough ? 0.8 : 0, speechMs, speechMs > 0);
        mayTripByScore = false;
        mayTripByRule = false;
        if (before instanceof FuseState.Confirming since
                && score >= settings().fuse().enterThreshold()
                && heardEnough
                && atMs - since.sinceMs() >= settings().fuse().dwell().toMillis()) {
            require(trips == tripsBefore + 1, "it has dwelt and does not trip");
        }
        if (!unanswered && !rests && score >= settings().fuse().enterThreshold()) {
            require(!(state instanceof FuseState.Closed || state instanceof FuseState.Archived), "it sleeps");
        }
        verifyDeadlines();
    }

    void tickHeld(long stepMs) {
        atMs += stepMs;
        policy.tickHeld(atMs);
        if (state instanceof FuseState.Confirming) {
            state = policy.state();
        }
        verifyDeadlines();
    }

    void change() {
        changedUnanswered |= unanswered;
        inForce = (inForce + 1) % policies.size();
        policy.change(settings());
    }

    void switched() {
        boolean wasUnanswered = unanswered;
        answered(wasUnanswered, policy.switched(atMs, "moved"));
    }

    void switchFailed() {
        boolean wasUnanswered = unanswered;
        answered(wasUnanswered, policy.switchFailed(atMs, "timeout"));
    }

    private void answered(boolean wasUnanswered, boolean taken) {
        require(taken == wasUnanswered, "an answer counts where one is awaited, and nowhere else");
        require(!unanswered, "an answer is awaited after one was given");
        require(!taken || state instanceof FuseState.Archived, "an answered switch is not archived");
        lateAnswers += taken ? 0 : 1;
    }

    /** Ends the call, and checks what must hold of all of it. */
    void end() {
        endedUnanswered = unanswered;
        policy.end(atMs, speechMs, speechMs > 0);
        ended = true;
        require(!unanswered, "an unanswered switch is not archived at the end");
        require(archived == trips, archived + " archived of " + trips + " trips");
        require(firstClasses == 1, firstClasses + " first classes");
        require(decisions == decisionsOwed, decisions + " decisions");
        require(policy.decision().isPresent(), "no decision");
        boolean atRest = state instanceof FuseState.Closed || state instanceof FuseState.Archived;
        require(atRest, "it ended as " + state.label());
        policy.end(atMs, speechMs, speechMs > 0);
        switched();
        switchFailed();
        try {
            policy.tick(atMs + 1000, 100, Emotion.ANGER, 1, 60_000, true);
        } catch (IllegalStateException over) {
            return;
        }
        throw new AssertionError("a tick was taken after the end");
    }

    private void verifyDeadlines() {
        require(firstClasses > 0 || atMs < settings().classifyBy().toMillis(), "no first class by its time");
        require(decisions >= decisionsOwed || atMs < settings().decideBy().toMillis(), "no decision by its time");
    }

    private void hear(PolicyEvent event) {
        require(!ended, "something is said after the end: " + event);
        require(event.atMs() >= lastEventMs && event.atMs() == atMs, "said at another time: " + event);
        lastEventMs = event.atMs();
        if (event instanceof FirstClass) {
            require(++firstClasses == 1, "a second first class");
        } else if (event instanceof Decision decision) {
            require(++decisions <= decisionsOwed, "a second decision");
            boolean moves = decision.reason() == Decision.Reason.FUSE || decision.reason() == Decision.Reason.RULE;
            require(moves == !decision.routeName().equals(Route.NONE), "a route without a reason: " + decision);
            require(!moves || unanswered, "a route is decided and no switch ordered");
        } else if (event instanceof FuseChanged change) {
            require(change.from().equals(state), change.from() + " was " + state);
            state = change.to();
            moved(change);
        }
    }

    private void moved(FuseChanged change) {
        if (change.to() instanceof FuseState.Tripped trip) {
            require(!unanswered, "a second switch while the first is not answered");
            require(atMs >= restsUntilMs, "a second switch within the cooldown");
            require(trip.rule().isPresent() ? mayTripByRule : mayTripByScore, "nothing calls for a switch: " + change);
            unanswered = true;
            restsUntilMs = atMs + settings().fuse().cooldown().toMillis();
            trips++;
            tripsByRule += trip.rule().isPresent() ? 1 : 0;
        } else if (change.to() instanceof FuseState.Archived) {
            archived++;
            unanswered = false;
        } else if (change.to() instanceof FuseState.Switched || change.to() instanceof FuseState.SwitchFailed) {
            require(unanswered, "an answer to nothing");
        } else {
            require(!unanswered, "it forgets an unanswered switch");
            require(change.to().level() == 0 || atMs >= restsUntilMs, "it confirms within the cooldown");
        }
    }

    private void require(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken + " (at " + atMs + " ms)");
        }
    }

    int trips() {
        return trips;
    }

    int tripsByRule() {
        return tripsByRule;
    }

    /** Answers that nobody awaited. */
    int lateAnswers() {
        return lateAnswers;
    }

    boolean endedUnanswered() {
        return endedUnanswered;
    }

    boolean changedUnanswered() {
        return changedUnanswered;
    }
}
