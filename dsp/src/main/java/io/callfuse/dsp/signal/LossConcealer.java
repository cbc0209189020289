package io.callfuse.dsp.signal;

/**
 * Fills in for packets that were lost, so that what measures the voice is not startled by a hole: repeats the last period of the
 * voice, from 10 ms on the last two and from 20 ms on the last three, fades it out between 10 and 60 ms, and blends into the next
 * packet that comes. The idea and its numbers are those of ITU-T G.711 Appendix I (1999); other than there nothing is delayed:
 * where the voice stops, the difference to its repetition is spread over a quarter of a period.
 *
 * <p>Allocates when made and never after, about 2 KB; for one thread.
 */
public final class LossConcealer {
    private static final int SAMPLES_PER_MS = 8;
    private static final int MIN_LAG = 5 * SAMPLES_PER_MS;
    private static final int MAX_LAG = 15 * SAMPLES_PER_MS;
    private static final int MATCHED_SAMPLES = 20 * SAMPLES_PER_MS;
    private static final int MAX_PERIODS = 3;
    private static final int STEP_SAMPLES = 10 * SAMPLES_PER_MS;
    private static final int FADED_SAMPLES = 60 * SAMPLES_PER_MS;
    /** By how much the blending into a good packet grows with each 10 ms lost. */
    private static final int OVERLAP_GROWTH = 4 * SAMPLES_PER_MS;

    private static final int MAX_OVERLAP = 10 * SAMPLES_PER_MS;
    private static final int HISTORY = MAX_PERIODS * MAX_LAG + MAX_LAG / 4;

    private final short[] history = new short[HISTORY];
    private final short[] heard = new short[HISTORY];
    private final float[] leaving = new float[MAX_LAG / 4];
    private int lostSamples;
    private int lag;
    private int quarter;
    private int periods;
    private int cursor;
    private int left;
    private float seam;

    /** Makes one that has heard nothing, which it conceals by silence. */
    public LossConcealer() {}

    /**
     * Takes a packet that came, of any length. The beginning of the first one after a loss is blended with what stood in for it,
     * in place; every other stays as it is.
     */
    public void accept(short[] packet) {
        if (lostSamples > 0) {
            int stepsLost = (lostSamples - 1) / STEP_SAMPLES;
            int overlap = Math.min(packet.length, Math.min(MAX_OVERLAP, quarter + stepsLost * OVERLAP_GROWTH));
            for (int i = 0; i < overlap; i++) {
                float share = (i + 1) / (overlap + 1f);
                packet[i] = Pcm16.round(share * packet[i] + (1 - share) * standIn());
            }
            lostSamples = 0;
        }
        remember(packet);
    }

    /** Fills the whole array with what stands in for a packet of its length that did not come; after 60 ms that is silence. */
    public void conceal(short[] into) {
        if (lostSamples == 0) {
            begin();
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = Pcm16.round(standIn());
        }
        remember(into);
    }

    /** Forgets what was heard. */
    public void reset() {
        java.util.Arrays.fill(history, (short) 0);
        lostSamples = 0;
    }

    private void begin() {
        System.arraycopy(history, 0, heard, 0, HISTORY);
        lag = bestLag();
        quarter = lag / 4;
        left = 0;
        cursor = 0;
        seam = heard[HISTORY - 1] - heard[HISTORY - 1 - lag];
        periods = 1;
    }

    /** The lag by which the last 20 ms resemble most what was before: the largest normalised cross-correlation. */
    private int bestLag() {
        int from = HISTORY - MATCHED_SAMPLES;
        int best = MAX_LAG;
        double most = 0;
        for (int candidate = MIN_LAG; candidate <= MAX_LAG; candidate++) {
            double product = 0;
            double energy = 0;
            for (int i = from; i < HISTORY; i++) {
                product += (double) heard[i] * heard[i - candidate];
                energy += (double) heard[i - candidate] * heard[i - candidate];
            }
            double match = energy > 0 ? product / Math.sqrt(energy) : 0;
            if (match > most) {
                most = match;
                best = candidate;
            }
        }
        return best;
    }

    private float standIn() {
        int now = lostSamples;
        lostSamples = Math.min(now + 1, Integer.MAX_VALUE - 1);
        if (now >= FADED_SAMPLES) {
            return 0;
        }
        if (periods < MAX_PERIODS && now >= periods * STEP_SAMPLES) {
            lengthen();
        }
        float repeated = nextOfLoop();
        if (left > 0) {
            float share = left / (quarter + 1f);
            repeated = (1 - share) * repeated + share * leaving[quarter - left];
            left--;
        }
        if (now < quarter) {
            repeated += seam * (quarter - now) / (quarter + 1f);
        }
        return now < STEP_SAMPLES
                ? repeated
                : repeated * (FADED_SAMPLES - now) / (float) (FADED_SAMPLES - STEP_SAMPLES);
    }

    /** Goes over to a loop that is one period longer, a quarter of a period being both. */
    private void lengthen() {
        int place = cursor;
        for (int i = 0; i < quarter; i++) {
            leaving[i] = nextOfLoop();
        }
        left = quarter;
        cursor = place;
        periods++;
    }

    /** A loop of the last periods; its end runs into its beginning as what came before the beginning did. */
    private float nextOfLoop() {
        int length = periods * lag;
        float value = heard[HISTORY - length + cursor];
        int inEnd = cursor - (length - quarter);
        if (inEnd >= 0) {
            float share = (inEnd + 1) / (quarter + 1f);
            value = (1 - share) * value + share * heard[HISTORY - length - quarter + inEnd];
        }
        cursor = cursor + 1 == length ? 0 : cursor + 1;
        return value;
    }

    private void remember(short[] packet) {
        int fresh = Math.min(packet.length, HISTORY);
        System.arraycopy(history, fresh, history, 0, HISTORY - fresh);
        System.arraycopy(packet, packet.length - fresh, history, HISTORY - fresh, fresh);
    }
}
