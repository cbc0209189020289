package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Runs of frames of one kind (voiced, unvoiced, pause, as the caller of this class numbers them) over the last frames: how many
 * a second, how long, how even. The temporal features of eGeMAPS (Eyben et al. 2016), such as {@code VoicedSegmentsPerSec} and
 * {@code StddevVoicedSegmentLengthSec}, over a window that slides. A run belongs to the window in which it is over, with all of
 * its length, wherever it began; the one that is still going on does not count yet. Nothing is allocated after construction. For
 * one thread.
 */
public final class SlidingSegments {
    private static final byte NO_KIND = -1;

    private final byte[] kindOfFrame;
    private final double frameSeconds;
    private final int[] framesOfKind;
    private final int[] runs;
    private final long[] lengths;
    private final long[] squares;
    private long frames;
    private int comingKind;
    private int leavingKind;
    private int comingFrames;
    private int leavingFrames;

    /**
     * @param kinds how many kinds there are, 1 to 127
     * @param windowFrames length of the window
     * @param frameSeconds from frame to frame, above 0
     */
    public SlidingSegments(int kinds, int windowFrames, double frameSeconds) {
        if (kinds < 1 || kinds > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("no runs of " + kinds + " kinds");
        }
        if (windowFrames < 1) {
            throw new IllegalArgumentException("no window of " + windowFrames + " frames");
        }
        if (!(frameSeconds > 0)) {
            throw new IllegalArgumentException("no frames of " + frameSeconds + " s");
        }
        this.frameSeconds = frameSeconds;
        kindOfFrame = new byte[windowFrames];
        framesOfKind = new int[kinds];
        runs = new int[kinds];
        lengths = new long[kinds];
        squares = new long[kinds];
        reset();
    }

    /** Takes the kind of the next frame, 0 or more and less than the number of kinds. */
    public void accept(int kind) {
        int at = (int) (frames % kindOfFrame.length);
        framesOfKind[kind]++;
        leave(kindOfFrame[at]);
        if (kind != comingKind) {
            count(comingKind, comingFrames, 1);
            comingKind = kind;
            comingFrames = 0;
        }
        comingFrames++;
        kindOfFrame[at] = (byte) kind;
        frames++;
    }

    /** Follows the frames that leave as the others were followed when they came, and so takes out the same runs. */
    private void leave(int kind) {
        if (kind == NO_KIND) {
            return;
        }
        framesOfKind[kind]--;
        if (kind != leavingKind) {
            count(leavingKind, leavingFrames, -1);
            leavingKind = kind;
            leavingFrames = 0;
        }
        leavingFrames++;
    }

    private void count(int kind, int length, int sign) {
        if (kind != NO_KIND) {
            runs[kind] += sign;
            lengths[kind] += sign * length;
            squares[kind] += sign * ((long) length * length);
        }
    }

    /** Runs that are over, a second of the window; {@code NaN} before the first frame. */
    public double segmentsPerSec(int kind) {
        return frames == 0 ? Double.NaN : runs[kind] / (Math.min(frames, kindOfFrame.length) * frameSeconds);
    }

    /** Mean length of the runs that are over, s; {@code NaN} when there is none. */
    public double meanSegmentLengthSec(int kind) {
        return runs[kind] == 0 ? Double.NaN : lengths[kind] * frameSeconds / runs[kind];
    }

    /** Standard deviation of the length of the runs that are over (divided by n), s; {@code NaN} when there is none. */
    public double stddevSegmentLengthSec(int kind) {
        long n = runs[kind];
        return n == 0
                ? Double.NaN
                : Math.sqrt((double) (n * squares[kind] - lengths[kind] * lengths[kind])) * frameSeconds / n;
    }

    /** Length of the longest run of a kind, of what of it lies in the window, s; {@code NaN} when there is none. */
    public double maxSegmentLengthSec(int kind) {
        int longest = 0;
        int run = 0;
        int place = frames < kindOfFrame.length ? 0 : (int) (frames % kindOfFrame.length);
        for (int frame = 0; frame < kindOfFrame.length; frame++) {
            run = kindOfFrame[place] == kind ? run + 1 : 0;
            longest = Math.max(longest, run);
            place = place + 1 == kindOfFrame.length ? 0 : place + 1;
        }
        return longest == 0 ? Double.NaN : longest * frameSeconds;
    }

    /** Share of the window's frames that are of a kind, 0 to 1; {@code NaN} before the first frame. */
    public double share(int kind) {
        return frames == 0 ? Double.NaN : (double) framesOfKind[kind] / Math.min(frames, kindOfFrame.length);
    }

    /** Length so far of the run that is going on, s, if it is of this kind; else 0. */
    public double currentSegmentLengthSec(int kind) {
        return kind == comingKind ? comingFrames * frameSeconds : 0;
    }

    /** Forgets all frames. */
    public void reset() {
        Arrays.fill(kindOfFrame, NO_KIND);
        Arrays.fill(framesOfKind, 0);
        Arrays.fill(runs, 0);
        Arrays.fill(lengths, 0);
        Arrays.fill(squares, 0);
        frames = 0;
        comingKind = NO_KIND;
        leavingKind = NO_KIND;
        comingFrames = 0;
        leavingFrames = 0;
    }
}
