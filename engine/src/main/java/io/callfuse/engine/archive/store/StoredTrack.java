package io.callfuse.engine.archive.store;

/**
 * The seconds of a call, as the store keeps them.
 *
 * @param atMs media time of each entry
 * @param scores 0-100
 * @param emotions the label of each, such as {@code anger}
 * @param paused whether scoring paused in it, so that the score is that of before
 */
public record StoredTrack(long[] atMs, double[] scores, String[] emotions, boolean[] paused) {
    /** A call of which no track is kept. */
    public static final StoredTrack NONE = new StoredTrack(new long[0], new double[0], new String[0], new boolean[0]);

    /** How many entries there are, one for each second. */
    public int length() {
        return scores.length;
    }
}
