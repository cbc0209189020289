package io.callfuse.dsp.functional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The same statistics of one descriptor by the textbook and from scratch: it keeps all that came, quantised, and computes on the
 * last frames when asked. Movements are found by looking back over the contour, not by following it.
 */
final class NaiveFunctionals {
    record Movement(int knownAt, double slope) {}

    private final DescriptorScale scale;
    private final int windowFrames;
    private final double frameSeconds;
    private final List<Double> values = new ArrayList<>();
    private final Set<Integer> breaks = new HashSet<>();
    private final List<Movement> movements = new ArrayList<>();
    private int stretchStart;

    NaiveFunctionals(DescriptorScale scale, int windowFrames, double frameSeconds) {
        this.scale = scale;
        this.windowFrames = windowFrames;
        this.frameSeconds = frameSeconds;
    }

    void accept(double value, boolean afterInterruption) {
        boolean present = !Double.isNaN(value);
        if (afterInterruption || !present) {
            movements.addAll(movementsOfStretch(true));
            stretchStart = values.size();
        }
        if (afterInterruption) {
            breaks.add(values.size());
        }
        values.add(scale.quantized(value));
        if (!present) {
            stretchStart = values.size();
        }
    }

    /** The movements since the last break, each known when the contour has come back by the swing or has broken off. */
    private List<Movement> movementsOfStretch(boolean over) {
        List<Movement> found = new ArrayList<>();
        int end = values.size();
        int foot = -1;
        int from = stretchStart;
        while (from < end) {
            int direction = foot < 0 ? 0 : values.get(from) > values.get(foot) ? 1 : -1;
            int knownAt = from;
            while (knownAt < end && swing(from, knownAt, direction) < leastSwing()) {
                knownAt++;
            }
            if (knownAt == end && (!over || direction == 0)) {
                break;
            }
            int turn = turn(from, Math.min(knownAt, end - 1), direction);
            if (direction != 0) {
                found.add(movement(foot, turn, knownAt));
            }
            foot = turn;
            from = knownAt;
        }
        return found;
    }

    private double leastSwing() {
        return (scale.minSwingLevels() - 0.5) * scale.step();
    }

    /** How far the contour has come back at {@code to}; in no direction yet, how far it has moved at all. */
    private double swing(int from, int to, int direction) {
        if (direction == 0) {
            return values.get(last(from, to, 1)) - values.get(last(from, to, -1));
        }
        return direction * (values.get(turn(from, to, direction)) - values.get(to));
    }

    /** The first extreme in a direction; in no direction yet, the earlier one of the last extremes in both. */
    private int turn(int from, int to, int direction) {
        if (direction == 0) {
            return Math.min(last(from, to, 1), last(from, to, -1));
        }
        int turn = from;
        for (int i = from; i <= to; i++) {
            turn = direction * values.get(i) > direction * values.get(turn) ? i : turn;
        }
        return turn;
    }

    private int last(int from, int to, int direction) {
        int last = from;
        for (int i = from; i <= to; i++) {
            last = direction * values.get(i) >= direction * values.get(last) ? i : last;
        }
        return last;
    }

    private Movement movement(int foot, int turn, int knownAt) {
        return new Movement(knownAt, (values.get(turn) - values.get(foot)) / ((turn - foot) * frameSeconds));
    }

    private double[] window() {
        return values.subList(Math.max(0, values.size() - windowFrames), values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private double[] part(int lastFrames) {
        return values.subList(values.size() - lastFrames, values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private double[] firstHalf() {
        int from = Math.max(0, values.size() - windowFrames);
        return values.subList(from, from + (values.size() - from) / 2).stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private double[] steps(int direction) {
        return Arrays.stream(deltas())
                .map(delta -> delta * direction)
                .filter(delta -> delta > scale.step() / 2)
                .toArray();
    }

    private double stepPercentile(double percent) {
        return percentile(Arrays.stream(deltas()).map(Math::abs).sorted().toArray(), percent);
    }

    double read(Functional functional) {
        double[] window = window();
        double[] sorted = window.clone();
        Arrays.sort(sorted);
        int frames = Math.min(values.size(), windowFrames);
        return switch (functional) {
            case AMEAN -> mean(window);
            case STDDEV -> Math.sqrt(central(window, 2));
            case STDDEV_NORM -> Math.sqrt(central(window, 2)) / Math.abs(mean(window));
            case SKEWNESS -> central(window, 3) / Math.pow(central(window, 2), 1.5);
            case KURTOSIS -> central(window, 4) / Math.pow(central(window, 2), 2);
            case MIN -> percentile(sorted, 0);
            case MAX -> percentile(sorted, 100);
            case RANGE -> percentile(sorted, 100) - percentile(sorted, 0);
            case VALUE_SHARE -> (double) window.length / frames;
            case LINREG_C1 -> line()[0];
            case LINREG_ERR -> line()[1];
            case MEAN_RISING_SLOPE -> mean(slopes(1));
            case STDDEV_RISING_SLOPE -> Math.sqrt(central(slopes(1), 2));
            case MEAN_FALLING_SLOPE -> mean(slopes(-1));
            case STDDEV_FALLING_SLOPE -> Math.sqrt(central(slopes(-1), 2));
            case PEAKS_PER_SEC -> slopes(1).length / (frames * frameSeconds);
            case RISE_TIME -> share(1);
            case FALL_TIME -> share(-1);
            case MEAN_ABS_DELTA -> mean(Arrays.stream(deltas()).map(Math::abs).toArray()) / frameSeconds;
            case RMS_DELTA ->
                Math.sqrt(mean(Arrays.stream(deltas()).map(x -> x * x).toArray())) / frameSeconds;
            case MEAN_RISE -> mean(steps(1)) / frameSeconds;
            case MEAN_FALL -> mean(steps(-1)) / frameSeconds;
            case PERCENTILE_90_ABS_DELTA -> stepPercentile(90) / frameSeconds;
            case HALVES_DIFFERENCE -> mean(part(frames - frames / 2)) - mean(firstHalf());
            default ->
                functional.kind() == Functional.Kind.LOCATION
                        ? percentile(sorted, functional.lowPercent())
                        : percentile(sorted, functional.highPercent()) - percentile(sorted, functional.lowPercent());
        };
    }

    private static double mean(double[] of) {
        return Arrays.stream(of).average().orElse(Double.NaN);
    }

    private static double central(double[] of, int power) {
        double mean = mean(of);
        return mean(Arrays.stream(of).map(x -> Math.pow(x - mean, power)).toArray());
    }

    private static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private double[] line() {
        List<double[]> points = new ArrayList<>();
        for (int i = Math.max(0, values.size() - windowFrames); i < values.size(); i++) {
            if (!Double.isNaN(values.get(i))) {
                points.add(new double[] {i * frameSeconds, values.get(i)});
            }
        }
        double[] t = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] x = points.stream().mapToDouble(point -> point[1]).toArray();
        double joint = 0;
        for (int i = 0; i < t.length; i++) {
            joint += (t[i] - mean(t)) * (x[i] - mean(x)) / t.length;
        }
        double slope = t.length < 2 ? Double.NaN : joint / central(t, 2);
        double rest = 0;
        for (int i = 0; i < t.length; i++) {
            double off = x[i] - mean(x) - slope * (t[i] - mean(t));
            rest += off * off / t.length;
        }
        return new double[] {slope, t.length < 2 ? Double.NaN : Math.sqrt(rest)};
    }

    private double[] slopes(int direction) {
        return Stream.concat(movements.stream(), movementsOfStretch(false).stream())
                .filter(movement -> movement.knownAt() >= values.size() - windowFrames)
                .mapToDouble(movement -> direction * movement.slope())
                .filter(slope -> slope > 0)
                .toArray();
    }

    private double[] deltas() {
        List<Double> deltas = new ArrayList<>();
        for (int i = Math.max(1, values.size() - windowFrames + 1); i < values.size(); i++) {
            if (!breaks.contains(i)) {
                deltas.add(values.get(i) - values.get(i - 1));
            }
        }
        return deltas.stream()
                .mapToDouble(Double::doubleValue)
                .filter(delta -> !Double.isNaN(delta))
                .toArray();
    }

    private double share(int direction) {
        double step = scale.step() / 2;
        return mean(Arrays.stream(deltas())
                .map(delta -> delta * direction > step ? 1 : 0)
                .toArray());
    }
}
