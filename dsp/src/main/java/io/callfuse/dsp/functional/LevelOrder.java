package io.callfuse.dsp.functional;

/**
 * Percentiles of one descriptor's values in a window, or of the sizes of its steps from frame to frame, when asked: by slices of
 * bits where the window is short enough for them, by counts where it is not; and sums of the values of some frames. Percentiles lie between two values by their rank,
 * definition 7 of Hyndman and Fan (Sample quantiles in statistical packages, 1996). Work space only.
 */
final class LevelOrder {
    private static final double PERCENT = 100;

    private final LevelSlices slices = new LevelSlices();
    private final LevelCounts counts = new LevelCounts();
    private final short[] stepSizes = new short[SlidingFunctionals.MAX_WINDOW_FRAMES];
    private LevelHistory history;
    private int descriptor;
    private boolean sliced;
    private int count;

    /** Takes the values of a descriptor. */
    void take(int taken, LevelHistory from) {
        descriptor = taken;
        history = from;
        sliced = history.windowFrames() <= LevelSlices.MAX_FRAMES;
        if (sliced) {
            slices.take(descriptor, history);
            count = slices.count();
        } else {
            counts.order(descriptor, history.descriptors(), history.levels());
            count = counts.count();
        }
    }

    /** Takes the sizes of the steps from one frame to the next that both have a value and are not interrupted. */
    void takeSteps(int descriptor, LevelHistory history) {
        sliced = history.windowFrames() <= LevelSlices.MAX_FRAMES;
        if (sliced) {
            slices.takeSteps(descriptor, history);
            count = slices.count();
        } else {
            orderSteps(descriptor, history);
            count = counts.count();
        }
    }

    private void orderSteps(int descriptor, LevelHistory history) {
        int place = history.first(history.windowFrames());
        int before = DescriptorScale.NONE;
        for (int i = 0; i < history.windowFrames(); i++) {
            int level = history.levels()[history.rowOf(place) + descriptor];
            boolean step = level != DescriptorScale.NONE && before != DescriptorScale.NONE && !history.breaks(place);
            stepSizes[i] = (short) (step ? Math.abs(level - before) : DescriptorScale.NONE);
            before = level;
            place = history.after(place);
        }
        counts.order(stepSizes, 0, history.windowFrames() - 1, 1);
    }

    /** How many of some frames have a value. */
    int count(FrameSet chosen) {
        if (sliced) {
            return slices.count(chosen);
        }
        int found = 0;
        for (int place = 0; place < history.windowFrames(); place++) {
            found += chosen.has(place) && level(place) != DescriptorScale.NONE ? 1 : 0;
        }
        return found;
    }

    /** Sum of the values of some frames. */
    long sum(FrameSet chosen) {
        if (sliced) {
            return slices.sum(chosen);
        }
        long sum = 0;
        for (int place = 0; place < history.windowFrames(); place++) {
            sum += chosen.has(place) && level(place) != DescriptorScale.NONE ? level(place) : 0;
        }
        return sum;
    }

    private int level(int place) {
        return history.levels()[history.rowOf(place) + descriptor];
    }

    /** The level below which {@code percent} lie, interpolated; {@code NaN} when there is none. */
    double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = percent / PERCENT * (count - 1);
        int rank = (int) place;
        if (sliced) {
            return slices.between(rank, place - rank);
        }
        int level = counts.level(rank);
        return level + (place - rank) * (counts.level(Math.min(rank + 1, count - 1)) - level);
    }
}
