package io.callfuse.engine.policy;

import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.scoring.Emotion;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Decides one call. Its only clock is the media time it is given, so that a replay decides as the call did.
 *
 * <p>Called by one thread, the leg's worker. Events are published on that thread in their order; the one who hears them must
 * not call back in. A tick on which nothing changes allocates nothing.
 */
public final class CallPolicy {
    private PolicySettings settings;
    private final Consumer<PolicyEvent> events;
    private FuseSettings fuseSettings;
    private long classifyByMs;
    private long decideByMs;
    private long minimumSpeechMs;

    private final KnownCircumstances known = new KnownCircumstances();
    private Optional<RuleDesk> rules = Optional.empty();
    private FuseState fuse = FuseState.Closed.CLOSED;
    private RouteChoice choice;
    private FirstClass firstClass;
    private Decision decision;
    private boolean ended;
    private boolean publishing;

    private long nowMs;
    private double score;
    private Emotion emotion = Emotion.UNKNOWN;
    private double confidence;
    private long speechMs;
    private boolean heardMedia;
    private boolean held;
    private long heldMs;

    /**
     * Begins a call at media time 0.
     *
     * @param settings by what it is decided
     * @param events hears what the policy has to say
     */
    public CallPolicy(PolicySettings settings, Consumer<PolicyEvent> events) {
        this.events = Objects.requireNonNull(events, "events is null");
        fuseSettings = settings.fuse();
        work(settings);
    }

    private void work(PolicySettings newSettings) {
        settings = Objects.requireNonNull(newSettings, "settings are null");
        classifyByMs = settings.classifyBy().toMillis();
        decideByMs = settings.decideBy().toMillis();
        minimumSpeechMs = settings.minimumSpeech().toMillis();
        Optional<RuleDesk> before = rules;
        rules = settings.rules().isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleDesk(
                        settings.rules(), settings.fuse().cooldown().toMillis(), this::publish));
        rules.ifPresent(desk -> before.ifPresent(desk::resume));
        rules.ifPresent(desk -> known.tell(desk.facts()));
    }

    /**
     * Takes an input of the call that is neither sound nor word, between two seconds. Those that say nothing of where callers can
     * go, nor of who calls, change nothing.
     */
    public void noted(String kind, Map<String, String> details) {
        if (known.take(kind, details)) {
            rules.ifPresent(desk -> known.tell(desk.facts()));
        }
    }

    /**
     * Goes on by other settings from the next second on. What was said stays said, and the fuse stands where it stood; a cooldown
     * that has begun lasts as long as it was to last, so that nobody is moved twice by a change. What the rules have seen they
     * forget: {@link #facts()} are new but for what was {@link #noted}, and windows and times to hold begin anew.
     *
     * @throws IllegalStateException if the call has ended, or from within an event
     */
    public void change(PolicySettings newSettings) {
        requireOpen();
        advance(nowMs);
        boolean resting = !(fuse instanceof FuseState.Closed || fuse instanceof FuseState.Confirming);
        FuseSettings next = newSettings.fuse();
        fuseSettings = resting
                ? new FuseSettings(next.enterThreshold(), next.exitThreshold(), next.dwell(), fuseSettings.cooldown())
                : next;
        work(newSettings);
    }

    /** What the rules are asked about, to be written before each {@link #tick}; empty where there are no rules. */
    public Optional<CallFacts> facts() {
        return rules.map(RuleDesk::facts);
    }

    /** How many times a rule was not asked since the steps of a second were used up. */
    public long rulesCut() {
        return rules.map(RuleDesk::cutInAll).orElse(0L);
    }

    /**
     * Takes a call up again that was broken off: what was decided stays decided, and a fuse that tripped does so no more before
     * its cooldown is over. Before anything else.
     *
     * @param trippedAtMs when the fuse tripped, in the new media time, so less than 0; empty: it has not
     */
    public void restore(OptionalLong trippedAtMs, Optional<Decision> decided) {
        requireOpen();
        if (trippedAtMs.isPresent()) {
            fuse = new FuseState.Archived(trippedAtMs.getAsLong());
        }
        decision = decided.orElse(null);
    }

    /**
     * Takes the score of one more second.
     *
     * @param atMs media time, not before that of any earlier call
     * @param newScore 0-100
     * @param newEmotion the emotion, {@code UNKNOWN} where not enough was heard
     * @param newConfidence of the emotion, 0-1
     * @param newSpeechMs caller speech heard so far
     * @param newHeardMedia whether any audio came so far
     * @throws IllegalArgumentException if a number is out of its range or not a number; nothing has changed then
     * @throws IllegalStateException if the call has ended
     */
    public void tick(
            long atMs,
            double newScore,
            Emotion newEmotion,
            double newConfidence,
            long newSpeechMs,
            boolean newHeardMedia) {
        requireRange("score", newScore, 100);
        requireRange("confidence", newConfidence, 1);
        Objects.requireNonNull(newEmotion, "emotion is null");
        requireOpen();
        advance(atMs);
        score = newScore;
        emotion = newEmotion;
        confidence = newConfidence;
        speechMs = newSpeechMs;
        heardMedia = newHeardMedia;
        held = false;
        if (firstClass == null && (emotion != Emotion.UNKNOWN || atMs >= classifyByMs)) {
            classify();
        }
        // First, for whoever the score moves may go where a need leads.
        if (rules.isPresent()) {
            rules.get().ask(nowMs);
        }
        moveFuseByScore();
        if (rules.isPresent()) {
            moveFuseByRules(rules.get());
        }
        if (decision == null && atMs >= decideByMs) {
            decide(Route.NONE, reasonToStay());
        }
    }

    /**
     * Takes one more second in which nothing was scored, since the call was on hold: the deadlines hold, the fuse rests.
     *
     * @param atMs media time, not before that of any earlier call
     * @throws IllegalStateException if the call has ended
     */
    public void tickHeld(long atMs) {
        requireOpen();
        long restedMs = atMs - nowMs;
        advance(atMs);
        held = true;
        heldMs += restedMs;
        fuse = fuse.onHeld(restedMs);
        if (firstClass == null && atMs >= classifyByMs) {
            classify();
        }
        if (decision == null && atMs >= decideByMs) {
            decide(Route.NONE, reasonToStay());
        }
    }

    /**
     * Says that the caller was moved.
     *
     * @param how which way, in the words of the action
     * @return whether a switch was awaited; a late or second answer changes nothing
     */
    public boolean switched(long atMs, String how) {
        Objects.requireNonNull(how, "how is null");
        return answer(atMs, fuse.onSwitched(how), how);
    }

    /**
     * Says that the caller could not be moved.
     *
     * @param why the reason, in the words of the action
     * @return whether a switch was awaited; a late or second answer changes nothing
     */
    public boolean switchFailed(long atMs, String why) {
        Objects.requireNonNull(why, "why is null");
        return answer(atMs, fuse.onSwitchFailed(why), why);
    }

    /**
     * Ends the call: says what is still owed, first class and decision, and archives a trip whose switch was not answered.
     * A second end changes nothing.
     *
     * @param atMs media time
     * @param finalSpeechMs caller speech heard in the whole call
     * @param finalHeardMedia whether any audio came in the whole call
     */
    public void end(long atMs, long finalSpeechMs, boolean finalHeardMedia) {
        if (ended) {
            return;
        }
        advance(atMs);
        ended = true;
        speechMs = finalSpeechMs;
        heardMedia = finalHeardMedia;
        if (firstClass == null) {
            classify();
        }
        if (decision == null) {
            decide(Route.NONE, reasonToStay());
        }
        moveFuse(fuse.onEnd(), "call-ended");
    }

    /** By what it decides now. */
    PolicySettings settings() {
        return settings;
    }

    /** The name of the settings by which it decides now. */
    public String version() {
        return settings.version();
    }

    /** Where the fuse stands. */
    public FuseState state() {
        return fuse;
    }

    /** What was decided; empty until it was. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Where the last trip moves the caller; null before the first. */
    public RouteChoice choice() {
        return choice;
    }

    /** The first class; empty until it was said. */
    public Optional<FirstClass> firstClass() {
        return Optional.ofNullable(firstClass);
    }

    private void moveFuseByScore() {
        boolean heardEnough = speechMs >= minimumSpeechMs;
        // A fuse whose cooldown or dwell is over may pass more than one state on the same score. The loop ends: only
        // the
        // answer to a switch or the end of the call leads out of Tripped, and a cooldown is longer than no time.
        FuseState next = fuse.onScore(nowMs, score, heardEnough, fuseSettings);
        while (next != fuse) {
            moveFuse(next, whyByScore(next));
            if (next instanceof FuseState.Tripped tripped) {
                decideTrip(tripped);
            }
            next = fuse.onScore(nowMs, score, heardEnough, fuseSettings);
        }
    }

    private void moveFuseByRules(RuleDesk desk) {
        boolean heardEnough = speechMs >= minimumSpeechMs;
        desk.tell(nowMs, score, heardEnough);
        int mover = desk.mover(heardEnough);
        if (mover >= 0) {
            FuseState next = fuse.onRule(nowMs, score, desk.name(mover));
            if (next instanceof FuseState.Tripped tripped && next != fuse) {
                moveFuse(next, "rule " + desk.name(mover));
                decideTrip(tripped);
            }
        }
        if (fuse instanceof FuseState.Tripped tripped && tripped.trippedAtMs() == nowMs) {
            desk.tripped();
        }
    }

    private void decideTrip(FuseState.Tripped tripped) {
        if (decision == null) {
            Decision.Reason reason = tripped.rule().isPresent() ? Decision.Reason.RULE : Decision.Reason.FUSE;
            decide(choice.routeName(), reason, tripped.rule());
        }
    }

    private String whyByScore(FuseState next) {
        if (next instanceof FuseState.Confirming) {
            return "enter";
        }
        if (next instanceof FuseState.Tripped) {
            return "dwell";
        }
        return fuse instanceof FuseState.Archived ? "cooldown" : "exit";
    }

    private boolean answer(long atMs, FuseState next, String words) {
        if (next == fuse) {
            return false;
        }
        advance(atMs);
        moveFuse(next, words);
        moveFuse(fuse.onAnswered(), "evidence");
        return true;
    }

    private void moveFuse(FuseState next, String why) {
        if (next == fuse) {
            return;
        }
        FuseState from = fuse;
        fuse = next;
        if (next instanceof FuseState.Closed) {
            fuseSettings = settings.fuse();
        }
        if (next instanceof FuseState.Tripped tripped) {
            choice = RouteFinder.find(settings, tripped, this::needHolds, known.queues(), known.localTime(nowMs));
        }
        publish(new FuseChanged(nowMs, from, next, score, why));
    }

    private boolean needHolds(int need) {
        return rules.isPresent() && rules.get().needHolds(need);
    }

    private void classify() {
        firstClass = new FirstClass(nowMs, emotion, confidence);
        publish(firstClass);
    }

    private void decide(String routeName, Decision.Reason reason) {
        decide(routeName, reason, Optional.empty());
    }

    private void decide(String routeName, Decision.Reason reason, Optional<String> rule) {
        decision = new Decision(nowMs, routeName, reason, score, emotion, confidence, rule);
        publish(decision);
    }

    private Decision.Reason reasonToStay() {
        if (speechMs >= minimumSpeechMs && heardMedia) {
            return Decision.Reason.NORMAL;
        }
        if (held || 2 * heldMs > nowMs) {
            return Decision.Reason.ON_HOLD;
        }
        return heardMedia ? Decision.Reason.NOT_ENOUGH_SPEECH : Decision.Reason.NO_MEDIA;
    }

    private void publish(PolicyEvent event) {
        publishing = true;
        try {
            events.accept(event);
        } finally {
            publishing = false;
        }
    }

    private void advance(long atMs) {
        if (publishing) {
            throw new IllegalStateException("the policy was called from within one of its own events");
        }
        if (atMs < nowMs) {
            throw new IllegalArgumentException("media time " + atMs + " ms lies before " + nowMs + " ms");
        }
        nowMs = atMs;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the call ended at " + nowMs + " ms");
        }
    }

    private static void requireRange(String what, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(what + " " + value + " is outside 0-" + most);
        }
    }
}
