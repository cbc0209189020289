package io.callfuse.dsp.functional;

import java.util.stream.IntStream;

/**
 * The functionals of all descriptors of a leg over the last frames, kept up as frames come and leave. Each value counts as the nearest level of its {@link DescriptorScale}; on levels all sums are
 * exact, so every result is that of the frames in the window alone, whatever came before. Only rises and falls reach back: they
 * belong to the window in which they are over, wherever they began.
 *
 * <p>The window counts the frames that are given, so the caller of this class chooses what it is a window of: frames of speech
 * alone make "the last five seconds of speech", which stays full while somebody listens; {@link #interrupt()} then keeps slopes
 * from bridging pauses. {@code NaN} is a frame that takes its place without a value, as the pitch of an unvoiced one. Nothing
 * is allocated after construction. For one thread.
 */
public final class SlidingFunctionals {
    /** The squares of more slopes than fit into it, times their number, would not fit into a {@code long}. */
    static final int MAX_WINDOW_FRAMES = 2048;

    private static final double MAX_PERCENT = 100;

    private final DescriptorScale[] scales;
    private final double[] levelsPerUnit;
    private final double frameSeconds;

    private final short[] entering;
    private final LevelWindow window;
    private boolean interrupted;

    /**
     * Follows the course of all descriptors.
     *
     * @param scales the range of each descriptor, in the order of the values
     * @param windowFrames length of the window, 2 to 2048
     * @param frameSeconds from frame to frame, above 0
     */
    public SlidingFunctionals(DescriptorScale[] scales, int windowFrames, double frameSeconds) {
        this(scales, IntStream.range(0, scales.length).toArray(), windowFrames, frameSeconds);
    }

    /**
     * Follows the course of some: of the others those functionals are {@code NaN} that {@link Functional#ofCourse()} says, which
     * saves their time and room.
     *
     * @param scales the range of each descriptor, in the order of the values; not copied, so that many may share it
     * @param followed the places of those whose course is followed, 127 at most
     * @param windowFrames length of the window, 2 to 2048
     * @param frameSeconds from frame to frame, above 0
     */
    public SlidingFunctionals(DescriptorScale[] scales, int[] followed, int windowFrames, double frameSeconds) {
        if (windowFrames < 2 || windowFrames > MAX_WINDOW_FRAMES) {
            throw new IllegalArgumentException("no window of " + windowFrames + " frames");
        }
        if (!(frameSeconds > 0)) {
            throw new IllegalArgumentException("no frames of " + frameSeconds + " s");
        }
        if (followed.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("cannot follow " + followed.length + " descriptors");
        }
        this.scales = scales;
        this.frameSeconds = frameSeconds;
        int[] minSwing = new int[followed.length];
        for (int i = 0; i < followed.length; i++) {
            minSwing[i] = scales[followed[i]].minSwingLevels();
        }
        levelsPerUnit = new double[scales.length];
        for (int d = 0; d < scales.length; d++) {
            levelsPerUnit[d] = scales[d].levelsPerUnit();
        }
        entering = new short[scales.length];
        window = new LevelWindow(scales.length, followed, minSwing, windowFrames);
    }

    /** Takes the values of the next frame, one of each descriptor in its unit; {@code NaN} for none. */
    public void accept(double[] values) {
        check(values.length);
        for (int d = 0; d < entering.length; d++) {
            entering[d] = (short) DescriptorScale.level(values[d], scales[d].lowest(), levelsPerUnit[d]);
        }
        slide();
    }

    /** Takes the values of the next frame, one of each descriptor in its unit; {@code NaN} for none. */
    public void accept(float[] values) {
        check(values.length);
        for (int d = 0; d < entering.length; d++) {
            entering[d] = (short) DescriptorScale.level(values[d], scales[d].lowest(), levelsPerUnit[d]);
        }
        slide();
    }

    private void check(int given) {
        if (given != entering.length) {
            throw new IllegalArgumentException(given + " values for " + entering.length + " descriptors");
        }
    }

    private void slide() {
        window.slide(entering, interrupted);
        interrupted = false;
    }

    /** The next frame will not follow upon the last one: no rise or fall goes from one to the other. */
    public void interrupt() {
        interrupted = true;
    }

    /** Forgets all that was taken. */
    public void reset() {
        window.reset();
        interrupted = false;
    }

    /** How many descriptors there are. */
    public int descriptors() {
        return entering.length;
    }

    /** Frames in the window now, with or without values. */
    public int frames() {
        return window.frames();
    }

    /** Values of a descriptor in the window now. */
    public int count(int descriptor) {
        return window.count(descriptor);
    }

    /** The value below which {@code percent} of the window's lie, in the descriptor's unit; {@code NaN} when there is none. */
    public double percentile(int descriptor, double percent) {
        checkPercent(percent);
        return inUnits(descriptor, window.percentile(descriptor, percent));
    }

    private static void checkPercent(double percent) {
        if (!(percent >= 0 && percent <= MAX_PERCENT)) {
            throw new IllegalArgumentException("no percentile " + percent);
        }
    }

    /**
     * One functional of one descriptor in the unit of {@link Functional#unit(String)}; {@code NaN} where there are too few values for it.
     * Quickest when all functionals of a descriptor are read in a row.
     */
    public double read(Functional functional, int descriptor) {
        return switch (functional.kind()) {
            case LOCATION -> inUnits(descriptor, window.read(functional, descriptor));
            case SPREAD -> window.read(functional, descriptor) * scales[descriptor].step();
            case SLOPE -> window.read(functional, descriptor) * scales[descriptor].step() / frameSeconds;
            case RATE -> window.read(functional, descriptor) / frameSeconds;
            case SHAPE ->
                functional == Functional.STDDEV_NORM ? variation(descriptor) : window.read(functional, descriptor);
        };
    }

    /**
     * How much of a descriptor comes with one unit of another: the slope of its regression on that other over the frames that have
     * both, with a ridge (Hoerl and Kennard 1970) that keeps it small where the other hardly moves. {@code NaN} when there are less
     * than two such frames.
     *
     * @param ridge what is added to the other's variance, its unit squared, over 0
     */
    public double slopeOn(int other, int descriptor, double ridge) {
        if (!(ridge > 0)) {
            throw new IllegalArgumentException("no ridge of " + ridge);
        }
        double step = scales[other].step();
        return JointSums.slope(window, descriptor, other, ridge / (step * step)) * scales[descriptor].step() / step;
    }

    /**
     * Adds the values of a descriptor in the window, times a weight, to what stands in an array, oldest first; where a frame has no
     * value, {@code NaN} is left.
     *
     * @param into of {@link #frames} elements at least
     */
    public void addTo(float[] into, int descriptor, double weight) {
        LevelHistory history = window.history();
        double lowest = scales[descriptor].lowest() * weight;
        double step = scales[descriptor].step() * weight;
        int first = history.first(frames());
        int untilEnd = Math.min(frames(), history.windowFrames() - first);
        short[] levels = history.levels();
        int stride = history.descriptors();
        int row = history.rowOf(first) + descriptor;
        for (int i = 0; i < untilEnd; i++) {
            into[i] += inUnits(levels[row], lowest, step);
            row += stride;
        }
        row = descriptor;
        for (int i = untilEnd; i < frames(); i++) {
            into[i] += inUnits(levels[row], lowest, step);
            row += stride;
        }
    }

    private static float inUnits(int level, double lowest, double step) {
        return level == DescriptorScale.NONE ? Float.NaN : (float) (lowest + level * step);
    }

    /** All sums and levels of the window. */
    LevelWindow window() {
        return window;
    }

    /** What a level of a descriptor is in its unit. */
    double inUnits(int descriptor, double level) {
        return scales[descriptor].lowest() + level * scales[descriptor].step();
    }

    private double variation(int descriptor) {
        double mean = read(Functional.AMEAN, descriptor);
        return mean == 0 ? Double.NaN : read(Functional.STDDEV, descriptor) / Math.abs(mean);
    }
}
