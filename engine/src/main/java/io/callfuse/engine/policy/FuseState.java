package io.callfuse.engine.policy;

import java.util.Optional;

/**
 * Where the fuse of a call stands. Immutable; each state answers the same questions with the state that follows, which is
 * itself where nothing changes, so that asking allocates only on a transition.
 *
 * <pre>
 *                  score &gt;= enter            dwell passed
 *   Closed ------------------&gt; Confirming ---------------&gt; Tripped ----&gt; Switched -----+
 *     ^  ^                         |                         |  |                       |
 *     |  +--- score &lt; exit, end ---+              end of call|  +---&gt; SwitchFailed --+  |
 *     |                                                      v                       v  v
 *     +------------------------- cooldown since the trip --- Archived &lt;------------------+
 * </pre>
 *
 * <p>A rule that holds leads from Closed and from Confirming to Tripped at once.
 */
public sealed interface FuseState {

    /** Nothing to worry about. */
    record Closed() implements FuseState {
        static final FuseState CLOSED = new Closed();

        @Override
        public int level() {
            return 0;
        }

        @Override
        public String label() {
            return "closed";
        }

        @Override
        public FuseState onScore(long atMs, double score, boolean heardEnough, FuseSettings settings) {
            return score >= settings.enterThreshold() ? new Confirming(atMs) : this;
        }

        @Override
        public FuseState onRule(long atMs, double score, String rule) {
            return new Tripped(atMs, score, Optional.of(rule));
        }
    }

    /**
     * Level 1: the score reached the threshold; it must hold.
     *
     * @param sinceMs media time at which it did
     */
    record Confirming(long sinceMs) implements FuseState {
        @Override
        public FuseState onHeld(long heldMs) {
            return new Confirming(sinceMs + heldMs);
        }

        @Override
        public int level() {
            return 1;
        }

        @Override
        public String label() {
            return "confirming";
        }

        @Override
        public FuseState onScore(long atMs, double score, boolean heardEnough, FuseSettings settings) {
            if (score < settings.exitThreshold()) {
                return Closed.CLOSED;
            }
            boolean dwelt = atMs - sinceMs >= settings.dwell().toMillis();
            return dwelt && heardEnough && score >= settings.enterThreshold() ? new Tripped(atMs, score) : this;
        }

        @Override
        public FuseState onRule(long atMs, double score, String rule) {
            return new Tripped(atMs, score, Optional.of(rule));
        }

        @Override
        public FuseState onEnd() {
            return Closed.CLOSED;
        }
    }

    /**
     * Level 2: the switch is asked for and not yet answered.
     *
     * @param trippedAtMs media time of the trip
     * @param score the score that tripped it, 0-100
     * @param rule the rule that tripped it; empty where the score did
     */
    record Tripped(long trippedAtMs, double score, Optional<String> rule) implements FuseState {
        /** Tripped by the score. */
        public Tripped(long trippedAtMs, double score) {
            this(trippedAtMs, score, Optional.empty());
        }

        @Override
        public int level() {
            return 2;
        }

        @Override
        public String label() {
            return "tripped";
        }

        @Override
        public FuseState onSwitched(String how) {
            return new Switched(trippedAtMs, how);
        }

        @Override
        public FuseState onSwitchFailed(String why) {
            return new SwitchFailed(trippedAtMs, why);
        }

        @Override
        public FuseState onEnd() {
            return new Archived(trippedAtMs);
        }
    }

    /**
     * The caller was moved.
     *
     * @param trippedAtMs media time of the trip
     * @param how which way, in the words of the action
     */
    record Switched(long trippedAtMs, String how) implements FuseState {
        @Override
        public int level() {
            return 2;
        }

        @Override
        public String label() {
            return "switched";
        }

        @Override
        public FuseState onAnswered() {
            return new Archived(trippedAtMs);
        }
    }

    /**
     * The caller stays where he was.
     *
     * @param trippedAtMs media time of the trip
     * @param why the reason, in the words of the action
     */
    record SwitchFailed(long trippedAtMs, String why) implements FuseState {
        @Override
        public int level() {
            return 2;
        }

        @Override
        public String label() {
            return "switch-failed";
        }

        @Override
        public FuseState onAnswered() {
            return new Archived(trippedAtMs);
        }
    }

    /**
     * Level 3: the evidence goes to the archive, and no trip follows within the cooldown.
     *
     * @param trippedAtMs media time of the trip
     */
    record Archived(long trippedAtMs) implements FuseState {
        @Override
        public int level() {
            return 3;
        }

        @Override
        public String label() {
            return "archived";
        }

        // From the trip, not from the answer: how fast the telephone system answered must not move the next trip.
        @Override
        public FuseState onScore(long atMs, double score, boolean heardEnough, FuseSettings settings) {
            return atMs - trippedAtMs >= settings.cooldown().toMillis() ? Closed.CLOSED : this;
        }
    }

    /** The level of the fuse: 0 closed, 1 confirm, 2 switch, 3 archive. */
    int level();

    /** The word for it in reports and channel variables, such as {@code switch-failed}. */
    String label();

    /**
     * What follows from a score.
     *
     * @param atMs media time
     * @param score 0-100
     * @param heardEnough whether the caller has spoken long enough to be judged
     * @param settings when the fuse trips
     */
    default FuseState onScore(long atMs, double score, boolean heardEnough, FuseSettings settings) {
        return this;
    }

    /** What follows when a rule holds that moves the caller. */
    default FuseState onRule(long atMs, double score, String rule) {
        return this;
    }

    /** The same state after so long a pause in which nothing was scored: it does not count as dwelt. */
    default FuseState onHeld(long heldMs) {
        return this;
    }

    /** What follows when the caller has been moved. */
    default FuseState onSwitched(String how) {
        return this;
    }

    /** What follows when the caller could not be moved. */
    default FuseState onSwitchFailed(String why) {
        return this;
    }

    /** What follows as soon as the answer to a switch has been told. */
    default FuseState onAnswered() {
        return this;
    }

    /** What follows when the call ends. */
    default FuseState onEnd() {
        return this;
    }
}
