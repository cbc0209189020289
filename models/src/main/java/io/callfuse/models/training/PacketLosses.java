package io.callfuse.models.training;

import io.callfuse.dsp.signal.LossConcealer;
import java.util.Arrays;

/**
 * Packets of 20 ms that do not arrive, some in a row (Gilbert, Capacity of a burst-noise channel, 1960), and what the receiver
 * puts in their place. The first packet always arrives. Immutable.
 *
 * @param share of packets that are lost, 0..1
 * @param meanBurstPackets lost in a row on average, at least 1
 * @param concealment what stands in for them
 */
record PacketLosses(double share, double meanBurstPackets, Concealment concealment) {
    static final int PACKET_SAMPLES = 160;
    private static final double LOSSY_SHARE = 0.5;
    private static final double BY_APPENDIX_I_SHARE = 0.6;

    /** What a receiver plays instead. */
    enum Concealment {
        /** As ITU-T G.711 Appendix I (1999) has it: the last periods of the voice, fading out. */
        APPENDIX_I,
        /** The packet before. */
        REPETITION,
        /** Nothing. */
        SILENCE
    }

    /** Draws up to 2 % on every second line, in bursts of 1 to 3 on average; six in ten conceal by Appendix I. */
    static PacketLosses draw(SeededDraws draws) {
        double share = draws.chance(LOSSY_SHARE) ? draws.between(0, 0.02) : 0;
        double meanBurstPackets = draws.between(1, 3);
        Concealment plain = draws.chance(0.5) ? Concealment.REPETITION : Concealment.SILENCE;
        return new PacketLosses(
                share, meanBurstPackets, draws.chance(BY_APPENDIX_I_SHARE) ? Concealment.APPENDIX_I : plain);
    }

    /** Loses packets of a call, in place. */
    void lose(short[] samples, SeededDraws draws) {
        if (share > 0) {
            conceal(samples, lost(samples.length / PACKET_SAMPLES, draws));
        }
    }

    /** Returns which packets do not arrive. */
    boolean[] lost(int packets, SeededDraws draws) {
        double begin = share / (1 - share) / meanBurstPackets;
        double goOn = 1 - 1 / meanBurstPackets;
        boolean[] lost = new boolean[packets];
        for (int p = 1; p < packets; p++) {
            lost[p] = draws.chance(lost[p - 1] ? goOn : begin);
        }
        return lost;
    }

    /** Puts what stands in for them in the place of these packets. */
    void conceal(short[] samples, boolean[] lost) {
        LossConcealer concealer = new LossConcealer();
        short[] packet = new short[PACKET_SAMPLES];
        for (int p = 0; p < lost.length; p++) {
            int at = p * PACKET_SAMPLES;
            if (concealment == Concealment.APPENDIX_I) {
                System.arraycopy(samples, at, packet, 0, PACKET_SAMPLES);
                if (lost[p]) {
                    concealer.conceal(packet);
                } else {
                    concealer.accept(packet);
                }
                System.arraycopy(packet, 0, samples, at, PACKET_SAMPLES);
            } else if (lost[p] && concealment == Concealment.REPETITION) {
                System.arraycopy(samples, at - PACKET_SAMPLES, samples, at, PACKET_SAMPLES);
            } else if (lost[p]) {
                Arrays.fill(samples, at, at + PACKET_SAMPLES, (short) 0);
            }
        }
    }
}
