package io.callfuse.dsp.functional;

/**
 * What is counted up of one descriptor's values in a window in one go, when asked: once a second that takes less time than to keep
 * it up frame by frame, and no room in the leg. All are sums of whole levels, so nothing depends on where in memory the window
 * begins. Work space only: there is one for each thread, which knows whose values it went over last.
 */
final class WindowScan {
    private static final int SIGN = Integer.SIZE - 1;
    private static final double PERCENT = 100;
    private static final ThreadLocal<WindowScan> OF_THREAD = ThreadLocal.withInitial(WindowScan::new);

    private final LevelCounts order = new LevelCounts();
    private final short[] contour = new short[2 * SlidingFunctionals.MAX_WINDOW_FRAMES];
    private final short[] stepSizes = new short[SlidingFunctionals.MAX_WINDOW_FRAMES];
    private final long[] halfSums = new long[2];
    private final int[] halfCounts = new int[2];
    private int length;
    private int steps;
    private long cubes;
    private long fourthPowers;
    private boolean inOrder;
    private long scans;

    private WindowScan() {}

    /** The one of the thread that asks. */
    static WindowScan ofThread() {
        return OF_THREAD.get();
    }

    /** How often values were gone over: as long as it is the same, what is told is, too. */
    long scans() {
        return scans;
    }

    /** Goes over the values of a descriptor in the last {@code frames} of a history, at most all of it. */
    void scan(int descriptor, LevelHistory history, int frames) {
        length = 0;
        cubes = 0;
        fourthPowers = 0;
        int firstHalf = frames / 2;
        int middle = addUp(0, descriptor, history, history.first(frames), firstHalf);
        addUp(1, descriptor, history, middle, frames - firstHalf);
        inOrder = false;
        scans++;
    }

    /** Goes over a half, which may begin at the end of the history and go on at its start, and returns the place behind it. */
    private int addUp(int half, int descriptor, LevelHistory history, int first, int frames) {
        halfSums[half] = 0;
        halfCounts[half] = 0;
        int end = Math.min(first + frames, history.windowFrames());
        addUpPart(half, descriptor, history, first, end);
        int wrapped = frames - (end - first);
        addUpPart(half, descriptor, history, 0, wrapped);
        return wrapped > 0 ? wrapped : end % history.windowFrames();
    }

    /**
     * Takes what lies together in memory. Where the contour was interrupted, a frame without a value is put in, so that no step
     * leads across.
     */
    private void addUpPart(int half, int descriptor, LevelHistory history, int from, int to) {
        short[] levels = history.levels();
        boolean[] interrupted = history.interrupted();
        int stride = history.descriptors();
        int row = history.rowOf(from) + descriptor;
        int at = length;
        int sum = 0;
        int count = 0;
        long third = 0;
        long fourth = 0;
        for (int place = from; place < to; place++) {
            short level = levels[row];
            if (interrupted[place]) {
                contour[at++] = (short) DescriptorScale.NONE;
            }
            contour[at++] = level;
            int present = present(level);
            int x = level - PowerSums.MIDDLE & present;
            int square = x * x;
            sum += x;
            count -= present;
            third += (long) square * x;
            fourth += (long) square * square;
            row += stride;
        }
        length = at;
        halfSums[half] += sum;
        halfCounts[half] += count;
        cubes += third;
        fourthPowers += fourth;
    }

    /** All ones for a level, all zeros for none. */
    private static int present(int level) {
        return level - DescriptorScale.NONE >> SIGN;
    }

    private void orderSteps() {
        int count = 0;
        int last = DescriptorScale.NONE;
        for (int i = 0; i < length; i++) {
            int level = contour[i];
            stepSizes[count] = (short) Math.abs(level - last);
            count -= present(level) & present(last);
            last = level;
        }
        steps = count;
        if (count > 0) {
            order.order(stepSizes, 0, count - 1, 1);
        }
        inOrder = true;
    }

    /** Sum of the cubes of the levels, counted from {@link PowerSums#MIDDLE}. */
    long cubes() {
        return cubes;
    }

    /** Sum of their fourth powers, counted so, too. */
    long fourthPowers() {
        return fourthPowers;
    }

    /** Mean level of the second half of the frames less that of the first; {@code NaN} when one of them has no value. */
    double halvesDifference() {
        return halfCounts[0] == 0 || halfCounts[1] == 0
                ? Double.NaN
                : (double) halfSums[1] / halfCounts[1] - (double) halfSums[0] / halfCounts[0];
    }

    /** The size below which {@code percent} of the steps lie, interpolated, levels a frame; {@code NaN} when there is none. */
    double stepPercentile(double percent) {
        if (!inOrder) {
            orderSteps();
        }
        if (steps == 0) {
            return Double.NaN;
        }
        double place = percent / PERCENT * (steps - 1);
        int below = (int) place;
        int size = order.level(below);
        return size + (place - below) * (order.level(Math.min(below + 1, steps - 1)) - size);
    }
}
