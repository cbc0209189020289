package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * All sums over the window of all descriptors' levels, slid together, and every functional of them in levels and frames. For one
 * thread.
 */
final class LevelWindow {
    private static final double PERCENT = 100;
    private static final double ABS_DELTA_PERCENT = 90;
    private static final int UNSET = -1;
    private static final byte NOT_FOLLOWED = -1;

    private final int windowFrames;
    private final LevelHistory history;
    private final PowerSums powers;
    private final byte[] placeFollowed;
    private final DeltaSums deltas;
    private final SlopeSums slopes;
    private final TurningPoints coming;
    private final TurningPoints leaving;
    private long frames;
    private int summarized = UNSET;

    /**
     * @param followed the descriptors whose course is followed
     * @param minSwing the least movement of each of these, levels, 1 or more
     */
    LevelWindow(int descriptors, int[] followed, int[] minSwing, int windowFrames) {
        this.windowFrames = windowFrames;
        placeFollowed = new byte[descriptors];
        Arrays.fill(placeFollowed, NOT_FOLLOWED);
        for (int i = 0; i < followed.length; i++) {
            placeFollowed[followed[i]] = (byte) i;
        }
        history = new LevelHistory(descriptors, windowFrames);
        powers = new PowerSums(descriptors, followed);
        deltas = new DeltaSums(descriptors);
        slopes = new SlopeSums(followed.length);
        coming = new TurningPoints(followed, minSwing, 1, slopes);
        leaving = new TurningPoints(followed, minSwing, -1, slopes);
    }

    /** Takes in a frame, which does not follow upon the last if {@code interrupted}, and takes out the oldest. */
    void slide(short[] entering, boolean interrupted) {
        short[] levels = history.levels();
        int oldest = history.oldestRow();
        deltas.slide(entering, interrupted, history);
        powers.slide(entering, frames, levels, oldest, frames - windowFrames);
        leaving.accept(levels, oldest, history.oldestInterrupted());
        coming.accept(entering, 0, interrupted);
        history.push(entering, interrupted);
        frames++;
        summarized = UNSET;
    }

    void reset() {
        history.reset();
        powers.reset();
        deltas.reset();
        slopes.reset();
        coming.reset();
        leaving.reset();
        frames = 0;
        summarized = UNSET;
    }

    int frames() {
        return history.frames();
    }

    int count(int descriptor) {
        return powers.count(descriptor);
    }

    /** One functional, in levels where it has the descriptor's unit and a frame where it has a second's. */
    double read(Functional functional, int descriptor) {
        return switch (functional) {
            case AMEAN, STDDEV, STDDEV_NORM, SKEWNESS, KURTOSIS, LINREG_C1, LINREG_ERR ->
                count(descriptor) == 0 ? Double.NaN : readMoments(functional, summary(descriptor));
            case MIN -> percentile(descriptor, 0);
            case MAX -> percentile(descriptor, PERCENT);
            case RANGE -> percentile(descriptor, PERCENT) - percentile(descriptor, 0);
            case MEAN_RISING_SLOPE, STDDEV_RISING_SLOPE, MEAN_FALLING_SLOPE, STDDEV_FALLING_SLOPE, PEAKS_PER_SEC ->
                placeFollowed[descriptor] < 0 ? Double.NaN : readCourse(functional, placeFollowed[descriptor]);
            case RISE_TIME -> deltas.riseShare(descriptor);
            case FALL_TIME -> deltas.fallShare(descriptor);
            case MEAN_ABS_DELTA -> deltas.meanSize(descriptor);
            case RMS_DELTA -> deltas.rootMeanSquare(descriptor);
            case MEAN_RISE -> deltas.meanRise(descriptor);
            case MEAN_FALL -> deltas.meanFall(descriptor);
            case PERCENTILE_90_ABS_DELTA -> WindowScan.of(descriptor, history).stepPercentile(ABS_DELTA_PERCENT);
            case HALVES_DIFFERENCE ->
                WindowScan.of(descriptor, history).halvesDifference(count(descriptor), powers.sum(descriptor));
            case VALUE_SHARE -> frames == 0 ? 0 : (double) count(descriptor) / frames();
            default -> readPercentiles(functional, descriptor);
        };
    }

    private double readCourse(Functional functional, int place) {
        return switch (functional) {
            case MEAN_RISING_SLOPE -> slopes.meanRising(place);
            case STDDEV_RISING_SLOPE -> slopes.stddevRising(place);
            case MEAN_FALLING_SLOPE -> slopes.meanFalling(place);
            case STDDEV_FALLING_SLOPE -> slopes.stddevFalling(place);
            default -> frames == 0 ? Double.NaN : (double) slopes.rises(place) / frames();
        };
    }

    private static double readMoments(Functional functional, PowerSums powers) {
        return switch (functional) {
            case STDDEV -> Math.sqrt(powers.variance());
            case SKEWNESS -> powers.skewness();
            case KURTOSIS -> powers.kurtosis();
            case LINREG_C1 -> powers.slope();
            case LINREG_ERR -> Math.sqrt(powers.varianceOffLine());
            default -> powers.mean();
        };
    }

    private PowerSums summary(int descriptor) {
        if (summarized != descriptor) {
            powers.summarize(descriptor, placeFollowed[descriptor], frames - 1);
            summarized = descriptor;
        }
        return powers;
    }

    LevelHistory history() {
        return history;
    }

    private double readPercentiles(Functional functional, int descriptor) {
        double low = percentile(descriptor, functional.lowPercent());
        return functional.kind() == Functional.Kind.LOCATION
                ? low
                : percentile(descriptor, functional.highPercent()) - low;
    }

    /** The level below which {@code percent} lie, interpolated between neighbours; {@code NaN} when there is no value. */
    double percentile(int descriptor, double percent) {
        return WindowScan.of(descriptor, history).percentile(percent);
    }
}
