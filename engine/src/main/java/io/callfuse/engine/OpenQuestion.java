package io.callfuse.engine;

import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicySettings;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a dialplan waits for a verdict on a call, and when it gets one. Asked by the inlet's thread; all else is for the
 * leg's worker.
 */
final class OpenQuestion {
    /** So long a caller is silent when he has answered. */
    private static final long END_OF_ANSWER_MS = 1000;

    /** So long one is silent who sounds half upset: he mostly goes on, and then it shows. */
    private static final long END_OF_DOUBTFUL_ANSWER_MS = 3000;

    private static final long NONE = -1;

    private final AtomicLong askedAtMs = new AtomicLong(NONE);
    private long answerWithinMs;
    private double doubtfulScore;
    private long spokenMs;
    private long lastSpokeAtMs = NONE;

    /**
     * Begins with no question.
     *
     * @param answerWithinMs media time within which each will be answered
     * @param doubtfulScore score from which on the end of an answer is waited for longer
     */
    OpenQuestion(long answerWithinMs, double doubtfulScore) {
        this.answerWithinMs = answerWithinMs;
        this.doubtfulScore = doubtfulScore;
    }

    /** Begins with no question, to be answered as a policy says. */
    OpenQuestion(PolicySettings policy) {
        this(policy.classifyBy().toMillis(), policy.fuse().exitThreshold());
    }

    /** Answers as this policy says from now on. */
    void answerBy(PolicySettings policy) {
        answerWithinMs = policy.classifyBy().toMillis();
        doubtfulScore = policy.fuse().exitThreshold();
    }

    /** Says that a dialplan waits from this media time on. */
    void ask(long atMs) {
        askedAtMs.set(atMs);
    }

    /** Takes how much the caller has said up to now. */
    void heard(long nowMs, long speechMs) {
        if (speechMs > spokenMs) {
            spokenMs = speechMs;
            lastSpokeAtMs = nowMs;
        }
    }

    /**
     * Whether it is time to answer, said once for each question: the fuse has tripped; or a class is known and the caller has
     * spoken since the question and then been silent for a second, or for three if he sounds half upset; or the time to answer
     * is over.
     */
    boolean takeAnswer(long nowMs, double score, CallPolicy policy) {
        long asked = askedAtMs.get();
        if (asked == NONE || policy.firstClass().isEmpty()) {
            return false;
        }
        FuseState fuse = policy.state();
        long silenceMs = score >= doubtfulScore ? END_OF_DOUBTFUL_ANSWER_MS : END_OF_ANSWER_MS;
        boolean answered = lastSpokeAtMs > asked && nowMs - lastSpokeAtMs >= silenceMs;
        boolean due = Verdicts.hasTripped(fuse)
                || answered && !(fuse instanceof FuseState.Confirming)
                || nowMs - asked >= answerWithinMs;
        // A question asked in this very moment stays open, and is looked at in the next second.
        return due && askedAtMs.compareAndSet(asked, NONE);
    }
}
