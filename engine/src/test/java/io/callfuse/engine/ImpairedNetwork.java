package io.callfuse.engine;

import io.callfuse.engine.ingress.rtp.RtpBytes;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What a network makes of an RTP stream of 20 ms packets: some are lost, some overtaken, all are delayed by a random time. Seeded.
 */
final class ImpairedNetwork {
    private static final long PACKET_NS = 20_000_000;

    private final Random random;
    private final double lost;
    private final double overtaken;
    private final long jitterNs;

    /** A packet and when it comes. */
    record Arrival(long atNs, byte[] bytes) {}

    ImpairedNetwork(long seed, double lost, double overtaken, long jitterMs) {
        random = new Random(seed);
        this.lost = lost;
        this.overtaken = overtaken;
        jitterNs = jitterMs * 1_000_000;
    }

    /** Returns the arrivals in their order; the sender is punctual. */
    List<Arrival> carry(RtpFormat format, short[] pcm) {
        List<Arrival> arrivals = new ArrayList<>();
        long lastNs = 0;
        for (int i = 0; (i + 1) * 160 <= pcm.length; i++) {
            byte[] bytes =
                    RtpBytes.packet(format.payloadType(), i, 160 * i, 77, RtpBytes.payload(format, pcm, 160 * i, 160));
            boolean swapped = random.nextDouble() < overtaken;
            // On its way a packet stands in line behind those before it, but for the one that takes another way.
            long delayedNs = i * PACKET_NS + (long) (random.nextDouble() * jitterNs);
            long atNs = swapped ? delayedNs + PACKET_NS : Math.max(delayedNs, lastNs);
            lastNs = swapped ? lastNs : atNs;
            if (random.nextDouble() >= lost) {
                arrivals.add(new Arrival(atNs, bytes));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        return arrivals;
    }
}
