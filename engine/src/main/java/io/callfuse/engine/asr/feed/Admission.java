package io.callfuse.engine.asr.feed;

import java.io.IOException;
import java.util.List;

/**
 * Says which legs are recognised. As many as there may be recognisers; when recognition comes late, first all do without partial
 * words, then the least suspicious without words at all; and all have them again when it keeps up. For the thread that feeds.
 */
final class Admission {
    private static final long REVIEW_EVERY_NS = 250_000_000;
    private static final long CALM_NS = 1_000_000_000L;
    /** A process that has just begun, or lost legs, first catches up with what had to wait. */
    private static final long CATCHING_UP_NS = 2_000_000_000L;

    private static final double KEPT_SHARE = 0.75;
    private static final double LATE_SHARE = 0.4;
    private static final int MORE_AT_ONCE = 4;
    /** By so much a leg must be more suspicious to take another's place: otherwise two would push each other out for ever. */
    private static final double MARGIN = 10;

    private final int most;
    private final long shedAboveNs;
    private int allowed;
    private long reviewedNs;
    private long lateNs;
    private long fewerNs;
    private long beganNs;
    private boolean late;
    private volatile int ceiling = Integer.MAX_VALUE;
    private volatile int admitted;

    Admission(int most, long shedAboveNs) {
        this.most = most;
        this.shedAboveNs = shedAboveNs;
        allowed = most;
    }

    /** How many legs are recognised at most at present. */
    int allowed() {
        return allowed;
    }

    /** Any thread: from now on no more legs than this are recognised, be it none, however well it keeps up. */
    void restrict(int legsAtMost) {
        ceiling = legsAtMost;
    }

    /** Any thread: how many legs were recognised of late. */
    int admitted() {
        return admitted;
    }

    /** A process has begun to serve; it has no recogniser yet. */
    void restart(long nowNs) {
        beganNs = nowNs;
    }

    /** Whether recognition comes late, or did so a moment ago. */
    boolean isLate() {
        return late;
    }

    /**
     * Adapts to how recognition keeps up, now and then.
     *
     * @param legs the most suspicious first
     * @param delayNs of recognition of late
     */
    void review(List<FedLeg> legs, FedLeg.Process process, long delayNs, long nowNs) throws IOException {
        if (nowNs - reviewedNs < REVIEW_EVERY_NS) {
            return;
        }
        reviewedNs = nowNs;
        int recognised = (int) legs.stream().filter(FedLeg::isAdmitted).count();
        if (delayNs > shedAboveNs * LATE_SHARE) {
            late = true;
            lateNs = nowNs;
        } else if (nowNs - lateNs > CALM_NS) {
            late = false;
        }
        boolean settled = nowNs - beganNs > CATCHING_UP_NS && nowNs - fewerNs > CATCHING_UP_NS;
        if (delayNs > shedAboveNs && settled) {
            allowed = Math.max(1, (int) (Math.min(allowed, recognised) * KEPT_SHARE));
            fewerNs = nowNs;
        } else if (!late && allowed < most) {
            allowed = Math.min(most, allowed + 1 + allowed / MORE_AT_ONCE);
        }
        allowed = Math.min(allowed, ceiling);
        for (int last = legs.size() - 1; last >= 0 && recognised > allowed; last--) {
            if (legs.get(last).isAdmitted()) {
                legs.get(last).evict(process);
                recognised--;
            }
        }
        admitted = recognised;
    }

    /** Gives a leg that has something to say a recogniser, if it can be had, be it at the cost of a less suspicious one. */
    void tryAdmit(FedLeg candidate, List<FedLeg> legs, FedLeg.Process process, long nowNs) throws IOException {
        int recognised = 0;
        FedLeg least = null;
        for (FedLeg leg : legs) {
            if (leg.isAdmitted()) {
                recognised++;
                least = least == null || leg.rank(nowNs) < least.rank(nowNs) ? leg : least;
            }
        }
        if (recognised < allowed) {
            candidate.admit();
        } else if (least != null && least.rank(nowNs) + MARGIN < candidate.rank(nowNs)) {
            least.evict(process);
            candidate.admit();
        }
    }
}
