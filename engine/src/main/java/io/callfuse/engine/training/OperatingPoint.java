package io.callfuse.engine.training;

import io.callfuse.models.evaluation.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the score is 75. At most one in a hundred calm calls of unknown speakers of known corpora may trip; beyond that the anchor
 * lies where most calls are judged rightly, half of them of speakers and half of corpora that were not fitted on: nobody knows
 * which of the two a caller is like.
 */
final class OperatingPoint {
    private static final double STEP = 0.05;
    private static final double JUST_OVER = 1e-6;

    private OperatingPoint() {}

    /**
     * Returns the anchor.
     *
     * @param speakersOut calls judged by models that had not heard their speaker
     * @param corporaOut calls judged by models that had not heard their corpus
     */
    static double anchor(List<ScoredCall> speakersOut, List<ScoredCall> corporaOut) {
        double lowest = limit(speakersOut, "calm", Settings.CALM_TRIP_SHARE);
        List<ScoredCall> all = new ArrayList<>(speakersOut);
        all.addAll(corporaOut);
        double[] upset = reach(all.stream().filter(ScoredCall::isUpset).toList());
        double[] others = reach(all.stream().filter(ScoredCall::isCalmOrHappy).toList());
        double best = lowest;
        double most = -1;
        for (double anchor = lowest; anchor < Quantile.of(upset, 1); anchor += STEP) {
            double right = share(upset, anchor) + 1 - share(others, anchor);
            if (right > most) {
                most = right;
                best = anchor;
            }
        }
        return best;
    }

    /** The lowest anchor at which no more than a share of the calls of a kind trips; the lowest of all where there are none. */
    static double limit(List<ScoredCall> calls, String kind, double tripShare) {
        double[] reach =
                reach(calls.stream().filter(c -> c.call().kind().equals(kind)).toList());
        Arrays.sort(reach);
        int mayTrip = (int) (tripShare * reach.length);
        return reach.length == 0 ? ScoredCall.LOWEST_ANCHOR : reach[reach.length - 1 - mayTrip] + JUST_OVER;
    }

    private static double[] reach(List<ScoredCall> calls) {
        return calls.stream().mapToDouble(ScoredCall::reach).toArray();
    }

    private static double share(double[] reach, double anchor) {
        int trips = 0;
        for (double one : reach) {
            trips += one >= anchor ? 1 : 0;
        }
        return (double) trips / reach.length;
    }
}
