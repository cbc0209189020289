package io.callfuse.dsp.functional;

/**
 * Means of descriptors over the frames of a window in which some other is highest, and over those in which it is lowest, such as
 * the spectrum of the loudest quarter of speech. Computed when asked; work space only, which may serve any number of legs of one
 * thread in turn. Nothing is allocated after construction. For one thread.
 */
public final class TailMeans {
    private static final double PERCENT = 100;

    private final double share;
    private final FrameSet high = new FrameSet();
    private final FrameSet low = new FrameSet();
    private int windowFrames;

    /** @param share of the frames that makes each tail, over 0 to one half; frames that are alike at its edge belong to it, too */
    public TailMeans(double share) {
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException("no tail of " + share);
        }
        this.share = share;
    }

    /** Chooses the frames by a descriptor of theirs; those that have no value of it are in neither tail. */
    public void choose(SlidingFunctionals by, int descriptor) {
        LevelWindow window = by.window();
        LevelHistory history = window.history();
        double floor = window.percentile(descriptor, PERCENT * (1 - share));
        double ceiling = window.percentile(descriptor, PERCENT * share);
        high.clear();
        low.clear();
        windowFrames = history.windowFrames();
        for (int place = 0; place < windowFrames; place++) {
            int level = history.levels()[history.rowOf(place) + descriptor];
            if (level != DescriptorScale.NONE) {
                if (level >= floor) {
                    high.add(place);
                }
                if (level <= ceiling) {
                    low.add(place);
                }
            }
        }
    }

    /**
     * Returns the mean of a descriptor over the frames of the upper tail, in its unit; {@code NaN} when none of them has a value.
     *
     * @param of a window that was given the same number of frames as the one that they were chosen by
     */
    public double high(SlidingFunctionals of, int descriptor) {
        return mean(of, descriptor, high);
    }

    /** Returns the same over the frames of the lower tail. */
    public double low(SlidingFunctionals of, int descriptor) {
        return mean(of, descriptor, low);
    }

    private double mean(SlidingFunctionals of, int descriptor, FrameSet chosen) {
        LevelHistory history = of.window().history();
        if (history.windowFrames() != windowFrames) {
            throw new IllegalArgumentException(
                    "frames were chosen of " + windowFrames + ", not of " + history.windowFrames());
        }
        return of.inUnits(descriptor, WindowScan.of(descriptor, history).mean(chosen));
    }
}
