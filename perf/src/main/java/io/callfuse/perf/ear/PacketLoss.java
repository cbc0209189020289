package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.LossConcealer;
import java.util.Arrays;
import java.util.Random;

/**
 * Which packets of 20 ms are lost: two states that alternate (Gilbert 1960), bursts of a given mean length. Draws from its seed
 * alone.
 */
public final class PacketLoss {
    /** Samples in a packet of 20 ms. */
    public static final int PACKET_SAMPLES = 160;

    private PacketLoss() {}

    /**
     * Returns which packets are lost.
     *
     * @param share of packets lost, 0..1
     * @param meanBurst packets lost in a row on average, at least 1
     */
    public static boolean[] lost(int packets, double share, double meanBurst, long seed) {
        if (share < 0 || share >= 1 || meanBurst < 1) {
            throw new IllegalArgumentException("share " + share + " or burst " + meanBurst + " out of range");
        }
        Random random = new Random(seed);
        double leave = 1 / meanBurst;
        double enter = leave * share / (1 - share);
        boolean[] lost = new boolean[packets];
        boolean losing = random.nextDouble() < share;
        for (int p = 0; p < packets; p++) {
            lost[p] = losing;
            losing = random.nextDouble() < (losing ? 1 - leave : enter);
        }
        return lost;
    }

    /**
     * Returns which packets come too late for a receiver that waits: each is delayed evenly between 0 and {@code jitterMs}, none
     * overtakes another.
     */
    public static boolean[] late(int packets, double jitterMs, double bufferMs, long seed) {
        Random random = new Random(seed);
        boolean[] late = new boolean[packets];
        double lastArrivalMs = 0;
        for (int p = 0; p < packets; p++) {
            double arrivalMs = Math.max(lastArrivalMs, 20.0 * p + jitterMs * random.nextDouble());
            lastArrivalMs = arrivalMs;
            late[p] = arrivalMs > 20.0 * p + bufferMs;
        }
        return late;
    }

    /** Returns the samples with silence where a packet is lost. */
    public static short[] silenced(short[] samples, boolean[] lost) {
        short[] heard = samples.clone();
        for (int p = 0; p < lost.length && (p + 1) * PACKET_SAMPLES <= heard.length; p++) {
            if (lost[p]) {
                Arrays.fill(heard, p * PACKET_SAMPLES, (p + 1) * PACKET_SAMPLES, (short) 0);
            }
        }
        return heard;
    }

    /** Returns the samples with what a receiver puts where a packet is lost. */
    public static short[] concealed(short[] samples, boolean[] lost) {
        LossConcealer concealer = new LossConcealer();
        short[] heard = samples.clone();
        for (int p = 0; p < lost.length; p++) {
            int at = p * PACKET_SAMPLES;
            short[] packet = Arrays.copyOfRange(samples, at, at + PACKET_SAMPLES);
            if (lost[p]) {
                concealer.conceal(packet);
            } else {
                concealer.accept(packet);
            }
            System.arraycopy(packet, 0, heard, at, packet.length);
        }
        return heard;
    }
}
