package io.callfuse.engine.agent;

import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/** Measures by how many frames one leg stands before another, in its first and in its last second. For the inlet's thread. */
public final class SkewMeter {
    private static final int SECOND = MediaTime.FRAMES_PER_SECOND;

    private final long[] last = new long[SECOND];
    private int count;
    private long startFrames;
    private long spreadFrames;

    /** Takes by how many frames the leg stands before the other now. */
    public void accept(long aheadFrames) {
        last[count % SECOND] = aheadFrames;
        count++;
        if (count <= SECOND) {
            long[] first = sorted();
            startFrames = median(first);
            spreadFrames = first[first.length - 1] - first[0];
        }
    }

    /** What was measured so far. */
    public AgentsHeard.Skew skew() {
        return count == 0
                ? AgentsHeard.Skew.NONE
                : new AgentsHeard.Skew(
                        startFrames * MediaTime.FRAME_MS,
                        spreadFrames * MediaTime.FRAME_MS,
                        median(sorted()) * MediaTime.FRAME_MS);
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(last, Math.min(count, SECOND));
        Arrays.sort(sorted);
        return sorted;
    }

    private static long median(long[] sorted) {
        return sorted[(sorted.length - 1) / 2];
    }
}
