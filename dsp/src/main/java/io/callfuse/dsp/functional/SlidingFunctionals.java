package io.callfuse.dsp.functional;

/**
 * The functionals of all descriptors of a leg over the last frames, kept up as frames come and leave, and the same against what
 * the caller has said before. Each value counts as the nearest level of its {@link DescriptorScale}; on levels all sums are
 * exact, so every result is that of the frames in the window alone, whatever came before. Only rises and falls reach back: they
 * belong to the window in which they are over, wherever they began.
 *
 * <p>The window counts the frames that are given, so the caller of this class chooses what it is a window of: frames of speech
 * alone make "the last five seconds of speech", which stays full while somebody listens; {@link #interrupt()} then keeps slopes
 * from bridging pauses. {@code NaN} is a frame that takes its place without a value, as the pitch of an unvoiced one. Nothing
 * is allocated after construction. For one thread.
 */
public final class SlidingFunctionals {
    private static final int MAX_WINDOW_FRAMES = 4096;
    private static final double PERCENT = 100;
    private static final int UNSET = -1;

    /** A caller who has hardly varied so far gets a 256th of the range for his standard deviation. */
    private static final double MIN_STDDEV_LEVELS = (DescriptorScale.LEVELS - 1) / 256.0;

    private final DescriptorScale[] scales;
    private final double[] lowest;
    private final double[] levelsPerUnit;
    private final int windowFrames;
    private final double frameSeconds;

    private final short[] entering;
    private final LevelHistory history;
    private final PowerSums powers;
    private final LevelCounts counts;
    private final DeltaSums deltas;
    private final SlopeSums slopes;
    private final TurningPoints coming;
    private final TurningPoints leaving;
    private final CallerBaseline baseline;
    private long frames;
    private boolean interrupted;
    private int summarized = UNSET;
    private int ordered = UNSET;

    /**
     * @param scales the range of each descriptor, in the order of the values
     * @param windowFrames length of the window, 2 to 4096
     * @param frameSeconds from frame to frame, above 0
     * @param baselineValues how many values of each descriptor make the caller's baseline; {@link Long#MAX_VALUE} for all
     */
    public SlidingFunctionals(DescriptorScale[] scales, int windowFrames, double frameSeconds, long baselineValues) {
        if (windowFrames < 2 || windowFrames > MAX_WINDOW_FRAMES) {
            throw new IllegalArgumentException("no window of " + windowFrames + " frames");
        }
        if (!(frameSeconds > 0)) {
            throw new IllegalArgumentException("no frames of " + frameSeconds + " s");
        }
        int descriptors = scales.length;
        this.scales = scales.clone();
        this.windowFrames = windowFrames;
        this.frameSeconds = frameSeconds;
        lowest = new double[descriptors];
        levelsPerUnit = new double[descriptors];
        int[] minSwing = new int[descriptors];
        for (int d = 0; d < descriptors; d++) {
            lowest[d] = scales[d].lowest();
            levelsPerUnit[d] = scales[d].levelsPerUnit();
            minSwing[d] = scales[d].minSwingLevels();
        }
        entering = new short[descriptors];
        history = new LevelHistory(descriptors, windowFrames);
        powers = new PowerSums(descriptors);
        counts = new LevelCounts(descriptors, windowFrames);
        deltas = new DeltaSums(descriptors);
        slopes = new SlopeSums(descriptors);
        coming = new TurningPoints(minSwing, 1, slopes);
        leaving = new TurningPoints(minSwing, -1, slopes);
        baseline = new CallerBaseline(descriptors, baselineValues);
    }

    /** Takes the values of the next frame, one of each descriptor in its unit; {@code NaN} for none. */
    public void accept(double[] values) {
        check(values.length);
        for (int d = 0; d < entering.length; d++) {
            entering[d] = (short) DescriptorScale.level(values[d], lowest[d], levelsPerUnit[d]);
        }
        slide();
    }

    /** Takes the values of the next frame, one of each descriptor in its unit; {@code NaN} for none. */
    public void accept(float[] values) {
        check(values.length);
        for (int d = 0; d < entering.length; d++) {
            entering[d] = (short) DescriptorScale.level(values[d], lowest[d], levelsPerUnit[d]);
        }
        slide();
    }

    private void check(int given) {
        if (given != entering.length) {
            throw new IllegalArgumentException(given + " values for " + entering.length + " descriptors");
        }
    }

    private void slide() {
        short[] levels = history.levels();
        int oldest = history.oldestRow();
        deltas.slide(entering, interrupted, history);
        powers.slide(entering, frames, levels, oldest, frames - windowFrames);
        counts.slide(entering, levels, oldest);
        leaving.accept(levels, oldest, history.oldestInterrupted());
        coming.accept(entering, 0, interrupted);
        baseline.accept(entering);
        history.push(entering, interrupted);
        interrupted = false;
        frames++;
        summarized = UNSET;
        ordered = UNSET;
    }

    /** The next frame will not follow upon the last one: no rise or fall goes from one to the other. */
    public void interrupt() {
        interrupted = true;
    }

    /** Forgets all that was taken, the baseline too. */
    public void reset() {
        history.reset();
        powers.reset();
        counts.reset();
        deltas.reset();
        slopes.reset();
        coming.reset();
        leaving.reset();
        baseline.reset();
        frames = 0;
        interrupted = false;
        summarized = UNSET;
        ordered = UNSET;
    }

    /** How many descriptors there are. */
    public int descriptors() {
        return entering.length;
    }

    /** Frames in the window now, with or without values. */
    public int frames() {
        return (int) Math.min(frames, windowFrames);
    }

    /** Values of a descriptor in the window now. */
    public int count(int descriptor) {
        return powers.count(descriptor);
    }

    /** Values of a descriptor that the baseline is made of. */
    public long baselineCount(int descriptor) {
        return baseline.count(descriptor);
    }

    /** Mean of a descriptor in the baseline, in its unit; {@code NaN} when it had no value. */
    public double baselineMean(int descriptor) {
        return inUnits(descriptor, baseline.mean(descriptor));
    }

    /** Standard deviation of a descriptor in the baseline, in its unit; {@code NaN} when it had no value. */
    public double baselineStddev(int descriptor) {
        return baseline.stddev(descriptor) * scales[descriptor].step();
    }

    /**
     * The value below which {@code percent} of a descriptor's baseline lie, to a 64th of its range and mostly much nearer, in its
     * unit; {@code NaN} when it had no value.
     */
    public double baselinePercentile(int descriptor, double percent) {
        return inUnits(descriptor, baseline.percentile(descriptor, percent));
    }

    /** The value below which {@code percent} of the window's lie, in the descriptor's unit; {@code NaN} when there is none. */
    public double percentile(int descriptor, double percent) {
        return inUnits(descriptor, percentileLevel(descriptor, percent));
    }

    /**
     * One functional of one descriptor in the unit of {@link Functional#unit}; {@code NaN} where there are too few values for it.
     * Quickest when all functionals of a descriptor are read in a row.
     */
    public double read(Functional functional, int descriptor) {
        double levels = readLevels(functional, descriptor);
        if (functional.locates()) {
            return inUnits(descriptor, levels);
        }
        return functional.comparable() ? levels * scales[descriptor].step() : levels;
    }

    /**
     * The same against the caller's baseline: for a location, how many of his standard deviations it lies above his mean; for a
     * spread or a slope, how many of them it is wide or a second steep. {@code NaN} where there is no functional or no baseline.
     *
     * @throws IllegalArgumentException for a functional that is not {@link Functional#comparable()}
     */
    public double readAgainstBaseline(Functional functional, int descriptor) {
        if (!functional.comparable()) {
            throw new IllegalArgumentException(functional + " is a plain number");
        }
        double levels = readLevels(functional, descriptor);
        double zero = functional.locates() ? baseline.mean(descriptor) : 0;
        return (levels - zero) / Math.max(baseline.stddev(descriptor), MIN_STDDEV_LEVELS);
    }

    private double inUnits(int descriptor, double level) {
        return scales[descriptor].lowest() + level * scales[descriptor].step();
    }

    private double readLevels(Functional functional, int descriptor) {
        if (functional == Functional.VALUE_SHARE) {
            return frames == 0 ? 0 : (double) count(descriptor) / frames();
        }
        if (count(descriptor) == 0 && functional != Functional.PEAKS_PER_SEC) {
            return readMovement(functional, descriptor);
        }
        return switch (functional) {
            case AMEAN -> summary(descriptor).mean();
            case STDDEV -> Math.sqrt(summary(descriptor).variance());
            case STDDEV_NORM -> variation(descriptor);
            case SKEWNESS -> summary(descriptor).skewness();
            case KURTOSIS -> summary(descriptor).kurtosis();
            case LINREG_C1 -> summary(descriptor).slope() / frameSeconds;
            case LINREG_ERR -> Math.sqrt(summary(descriptor).varianceOffLine());
            case MIN -> rank(descriptor, 0);
            case MAX -> rank(descriptor, count(descriptor) - 1);
            case RANGE -> rank(descriptor, count(descriptor) - 1) - rank(descriptor, 0);
            default ->
                Double.isNaN(functional.lowPercent())
                        ? readMovement(functional, descriptor)
                        : readPercentiles(functional, descriptor);
        };
    }

    private double readMovement(Functional functional, int descriptor) {
        return switch (functional) {
            case MEAN_RISING_SLOPE -> slopes.meanRising(descriptor) / frameSeconds;
            case STDDEV_RISING_SLOPE -> slopes.stddevRising(descriptor) / frameSeconds;
            case MEAN_FALLING_SLOPE -> slopes.meanFalling(descriptor) / frameSeconds;
            case STDDEV_FALLING_SLOPE -> slopes.stddevFalling(descriptor) / frameSeconds;
            case PEAKS_PER_SEC -> frames == 0 ? Double.NaN : slopes.rises(descriptor) / (frames() * frameSeconds);
            case RISE_TIME -> deltas.riseShare(descriptor);
            case FALL_TIME -> deltas.fallShare(descriptor);
            case MEAN_ABS_DELTA -> deltas.meanSize(descriptor) / frameSeconds;
            case RMS_DELTA -> deltas.rootMeanSquare(descriptor) / frameSeconds;
            default -> Double.NaN;
        };
    }

    private double readPercentiles(Functional functional, int descriptor) {
        double low = percentileLevel(descriptor, functional.lowPercent());
        return functional.locates() ? low : percentileLevel(descriptor, functional.highPercent()) - low;
    }

    private double variation(int descriptor) {
        double mean = inUnits(descriptor, summary(descriptor).mean());
        double stddev = Math.sqrt(summary(descriptor).variance()) * scales[descriptor].step();
        return mean == 0 ? Double.NaN : stddev / Math.abs(mean);
    }

    private double percentileLevel(int descriptor, double percent) {
        int count = count(descriptor);
        if (count == 0) {
            return Double.NaN;
        }
        double place = percent / PERCENT * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        int level = rank(descriptor, below);
        return level + (place - below) * (rank(descriptor, above) - level);
    }

    private int rank(int descriptor, int rank) {
        if (ordered != descriptor) {
            counts.order(descriptor, history.levels());
            ordered = descriptor;
        }
        return counts.level(rank);
    }

    private PowerSums summary(int descriptor) {
        if (summarized != descriptor) {
            powers.summarize(descriptor, frames - 1);
            summarized = descriptor;
        }
        return powers;
    }
}
