package io.callfuse.dsp.functional;

/**
 * What is found of one descriptor's values in a window in one go, when asked: once a second that takes less time than to keep it up
 * frame by frame, and no room in the leg. All are sums or places in the order of whole levels, so nothing depends on where in memory
 * the window begins. Work space only: there is one for each thread, which knows whose values it went over last.
 */
final class WindowScan {
    private static final ThreadLocal<WindowScan> OF_THREAD = ThreadLocal.withInitial(WindowScan::new);

    private final LevelOrder values = new LevelOrder();
    private final LevelOrder steps = new LevelOrder();
    private final FrameSet firstHalf = new FrameSet();
    private LevelHistory history;
    private long version;
    private int descriptor;
    private boolean halved;
    private boolean valuesTaken;
    private boolean stepsTaken;

    private WindowScan() {}

    /** The one of the thread that asks, with what it has found of this descriptor in this state of its history already. */
    static WindowScan of(int descriptor, LevelHistory history) {
        WindowScan scan = OF_THREAD.get();
        if (scan.history != history || scan.version != history.version()) {
            scan.history = history;
            scan.version = history.version();
            scan.halved = false;
            scan.begin(descriptor);
        } else if (scan.descriptor != descriptor) {
            scan.begin(descriptor);
        }
        return scan;
    }

    private void begin(int next) {
        descriptor = next;
        valuesTaken = false;
        stepsTaken = false;
    }

    private LevelOrder values() {
        if (!valuesTaken) {
            values.take(descriptor, history);
            valuesTaken = true;
        }
        return values;
    }

    /** The level below which {@code percent} lie, interpolated between neighbours; {@code NaN} when there is no value. */
    double percentile(double percent) {
        return values().percentile(percent);
    }

    /** The size below which {@code percent} of the steps lie, interpolated, levels a frame; {@code NaN} when there is none. */
    double stepPercentile(double percent) {
        if (!stepsTaken) {
            steps.takeSteps(descriptor, history);
            stepsTaken = true;
        }
        return steps.percentile(percent);
    }

    /** Mean level of some frames; {@code NaN} when none of them has a value. */
    double mean(FrameSet chosen) {
        int count = values().count(chosen);
        return count == 0 ? Double.NaN : (double) values.sum(chosen) / count;
    }

    /**
     * Mean level of the second half of the frames less that of the first; {@code NaN} when one of them has no value.
     *
     * @param count how many values there are in all
     * @param sum of these, counted from {@link PowerSums#MIDDLE}
     */
    double halvesDifference(int count, long sum) {
        if (!halved) {
            halve();
            halved = true;
        }
        int countOfFirst = values().count(firstHalf);
        if (countOfFirst == 0 || countOfFirst == count) {
            return Double.NaN;
        }
        long first = values.sum(firstHalf) - (long) PowerSums.MIDDLE * countOfFirst;
        return (double) (sum - first) / (count - countOfFirst) - (double) first / countOfFirst;
    }

    private void halve() {
        firstHalf.clear();
        int place = history.first(history.frames());
        for (int i = 0; i < history.frames() / 2; i++) {
            firstHalf.add(place);
            place = history.after(place);
        }
    }
}
