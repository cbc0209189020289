package io.callfuse.engine.adaptation;

import io.callfuse.engine.evaluation.CallLabel;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the score is 75, chosen by calls: at most one calm call in a hundred trips, and beyond that the most calls are judged
 * rightly, upset ones and others weighing the same. Of all anchors that are as good it takes the middle of the widest gap between
 * calls, where unknown calls are least likely to be judged otherwise.
 */
final class Anchoring {
    private static final double FALSE_TRIP_SHARE = 0.01;
    private static final double MARGIN = 1;

    /** How far a call goes: it counts as right below the anchor, or from {@code early} to {@code reach}. */
    private record Reach(boolean upset, double early, double reach) {
        boolean right(double anchor) {
            return upset ? anchor > early && anchor <= reach : anchor > reach;
        }
    }

    private Anchoring() {}

    /** Returns the anchor; there must be upset calls and others. */
    static double choose(List<ScoredOwnCall> calls) {
        List<Reach> reaches = calls.stream()
                .map(c -> new Reach(
                        c.call().upset(), c.call().upset() ? c.earlyReach() : Double.NEGATIVE_INFINITY, c.reach()))
                .toList();
        double lowest = calmLimit(calls);
        TreeSet<Double> borders = new TreeSet<>();
        for (Reach one : reaches) {
            borders.add(one.reach());
            if (Double.isFinite(one.early())) {
                borders.add(one.early());
            }
        }
        double top = borders.last() + 2 * MARGIN;
        borders.add(Math.max(lowest, borders.first() - 2 * MARGIN));
        borders.add(Math.max(lowest, top));
        return middleOfTheBest(List.copyOf(borders.tailSet(lowest, true)), reaches);
    }

    private static double middleOfTheBest(List<Double> borders, List<Reach> reaches) {
        double best = borders.get(0) + MARGIN;
        double most = -1;
        double widest = 0;
        for (int b = 1; b < borders.size(); b++) {
            double width = borders.get(b) - borders.get(b - 1);
            double middle = (borders.get(b) + borders.get(b - 1)) / 2;
            double right = balancedAccuracy(reaches, middle);
            if (right > most || right == most && width > widest) {
                most = right;
                widest = width;
                best = middle;
            }
        }
        return best;
    }

    /** Over it no more than the permitted share of calm calls trips. */
    private static double calmLimit(List<ScoredOwnCall> calls) {
        double[] calm = calls.stream()
                .filter(c -> c.call().labelled().label() == CallLabel.CALM)
                .mapToDouble(ScoredOwnCall::reach)
                .sorted()
                .toArray();
        int mayTrip = (int) (FALSE_TRIP_SHARE * calm.length);
        return calm.length == 0 ? Double.NEGATIVE_INFINITY : calm[calm.length - 1 - mayTrip];
    }

    private static double balancedAccuracy(List<Reach> reaches, double anchor) {
        double sum = 0;
        for (boolean upset : new boolean[] {true, false}) {
            long of = reaches.stream().filter(r -> r.upset() == upset).count();
            long right = reaches.stream()
                    .filter(r -> r.upset() == upset && r.right(anchor))
                    .count();
            sum += of == 0 ? 0 : (double) right / of / 2;
        }
        return sum;
    }
}
