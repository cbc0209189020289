package io.callfuse.perf.ear;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.PacedSink;
import java.time.Duration;
import java.util.Random;

/** How the packets of 20 ms come from the decoder to the engine. */
@FunctionalInterface
interface Delivery {
    /** Hands all packets to the engine, in order. */
    void deliver(short[] samples, MediaFrameSink engine);

    /** Every packet comes in time. */
    static Delivery whole() {
        return (samples, engine) -> {
            for (int p = 0; p < packets(samples); p++) {
                engine.audio(samples, p * PacketLoss.PACKET_SAMPLES, 0);
            }
            engine.end(EndOfMedia.COMPLETED);
        };
    }

    /** Packets that are lost are told as gaps. */
    static Delivery withGaps(double share, long seed) {
        return (samples, engine) -> {
            boolean[] lost = PacketLoss.lost(packets(samples), share, 2, seed);
            for (int p = 0; p < lost.length; p++) {
                if (lost[p]) {
                    engine.gap(0);
                } else {
                    engine.audio(samples, p * PacketLoss.PACKET_SAMPLES, 0);
                }
            }
            engine.end(EndOfMedia.COMPLETED);
        };
    }

    /** Packets that are lost are silence, or concealed. */
    static Delivery losing(double share, boolean concealing, long seed) {
        return (samples, engine) -> {
            boolean[] lost = PacketLoss.lost(packets(samples), share, 2, seed);
            whole().deliver(
                            concealing ? PacketLoss.concealed(samples, lost) : PacketLoss.silenced(samples, lost),
                            engine);
        };
    }

    /** Packets come up to {@code jitterMs} late, each on its own; what comes over {@code bufferMs} late is lost and concealed. */
    static Delivery late(double jitterMs, double bufferMs, long seed) {
        return (samples, engine) -> {
            boolean[] late = PacketLoss.late(packets(samples), jitterMs, bufferMs, seed);
            whole().deliver(PacketLoss.concealed(samples, late), engine);
        };
    }

    /** The same without a buffer that loses any: packets come to the engine's own clock when they come. */
    static Delivery jittered(double jitterMs, Duration gapAfter, long seed) {
        return (samples, engine) -> {
            Random random = new Random(seed);
            PacedSink clock = new PacedSink(engine, 0, gapAfter);
            long lastNs = 0;
            for (int p = 0; p < packets(samples); p++) {
                long arrivalNs = (long) ((20 * (p + 1) + jitterMs * random.nextDouble()) * 1_000_000);
                lastNs = Math.max(lastNs, arrivalNs);
                if (p % 5 == 0) {
                    clock.tick(lastNs);
                }
                clock.audio(samples, p * PacketLoss.PACKET_SAMPLES, lastNs);
            }
            clock.end(EndOfMedia.COMPLETED);
        };
    }

    private static int packets(short[] samples) {
        return samples.length / PacketLoss.PACKET_SAMPLES;
    }
}
