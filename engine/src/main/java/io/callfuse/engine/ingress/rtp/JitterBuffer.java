package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.MediaTime;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Puts the packets of one source back into the order of their numbers. What comes in order is passed on at once; what comes
 * behind a hole waits until the hole is filled, or until the first that waits has waited for the delay: then the missing ones are
 * given up, and are late if they come after all.
 *
 * <p>What becomes of a packet depends on the arrivals alone and not on how often {@link #advance} is called, so that a capture is
 * heard as the call was. One thread; allocates only while the buffer has not yet held as much.
 */
final class JitterBuffer {
    /** Room for what comes in one burst after a stall of the network, whatever the delay. */
    private static final int MIN_PACKETS = 32;

    /** RFC 3550, A.1: numbers further back are no late packets, and numbers further on no loss, but a new beginning. */
    private static final int MAX_MISORDER = 100;

    private static final int MAX_DROPOUT = 3000;

    /** No packet is shorter than this, so no more can wait in the delay. */
    private static final long SHORTEST_PACKET_NS = MediaTime.FRAME_NS / 2;

    private final Consumer<RtpPacket> output;
    private final RtpCounters counters;
    private final long delayNs;
    private final RtpPacket[] waiting;
    private final boolean[] full;
    private final int mask;
    private int waitingCount;
    private long firstWaitsSinceNs;
    private int next;
    private long playedBits;

    /**
     * Makes an empty buffer.
     *
     * @param delay how long a packet waits at most for those before it; 0 to 500 ms
     * @param output takes the packets in order; each is valid only during the call
     */
    JitterBuffer(Duration delay, Consumer<RtpPacket> output, RtpCounters counters) {
        if (delay.isNegative() || delay.toMillis() > 500) {
            throw new IllegalArgumentException("delay " + delay + " is not in 0..500 ms");
        }
        this.output = output;
        this.counters = counters;
        delayNs = delay.toNanos();
        int packets = Math.max(MIN_PACKETS, Integer.highestOneBit((int) (delayNs / SHORTEST_PACKET_NS) + 1) << 1);
        waiting = new RtpPacket[packets];
        for (int i = 0; i < packets; i++) {
            waiting[i] = new RtpPacket();
        }
        full = new boolean[packets];
        mask = packets - 1;
    }

    /** Begins with the packet of this number. */
    void begin(int sequence) {
        next = sequence;
        playedBits = 0;
    }

    /** Goes on with the packet of this number, after a loss or anew; what still waits is passed on before. */
    void resume(int sequence) {
        passAll();
        int missed = ahead(sequence);
        if (missed >= 0 && missed <= MAX_DROPOUT) {
            counters.lost().add(missed);
        } else {
            counters.restarts().increment();
        }
        begin(sequence);
    }

    /** Passes on what still waits. */
    void passAll() {
        while (waitingCount > 0) {
            giveUp();
        }
    }

    /** Whether a packet of this number may come now: not too far ahead to wait, and not so far behind that it is no late one. */
    boolean isNear(int sequence) {
        int ahead = ahead(sequence);
        return ahead <= mask && ahead >= -MAX_MISORDER;
    }

    /** By how many numbers a packet is ahead of the next one in order; below 0 if it is late or a duplicate. */
    private int ahead(int sequence) {
        return (short) (sequence - next);
    }

    /** Takes the next packet from the network, which {@link #isNear}. */
    void accept(RtpPacket packet) {
        advance(packet.arrivalNs());
        int ahead = ahead(packet.sequence());
        if (ahead < 0) {
            refuse(-ahead - 1);
            return;
        }
        if (ahead == 0) {
            pass(packet);
            passWaiting();
        } else {
            keep(packet);
        }
    }

    /** Gives up what has been waited for long enough at this time. */
    void advance(long nowNs) {
        while (waitingCount > 0 && nowNs - firstWaitsSinceNs >= delayNs) {
            giveUp();
        }
    }

    private void refuse(int ago) {
        boolean played = ago < Long.SIZE && (playedBits >>> ago & 1) != 0;
        (played ? counters.duplicates() : counters.late()).increment();
    }

    private void keep(RtpPacket packet) {
        int place = packet.sequence() & mask;
        if (full[place]) {
            counters.duplicates().increment();
            return;
        }
        waiting[place].copy(packet);
        full[place] = true;
        if (waitingCount++ == 0) {
            firstWaitsSinceNs = packet.arrivalNs();
        }
    }

    /** Gives up the hole before the first that waits. */
    private void giveUp() {
        while (!full[next & mask]) {
            counters.lost().increment();
            next = next + 1 & 0xffff;
            playedBits <<= 1;
        }
        passWaiting();
    }

    private void passWaiting() {
        boolean passed = false;
        while (waitingCount > 0 && full[next & mask]) {
            RtpPacket packet = waiting[next & mask];
            full[next & mask] = false;
            waitingCount--;
            passed = true;
            pass(packet);
        }
        if (passed && waitingCount > 0) {
            firstWaitsSinceNs = firstArrival();
        }
    }

    private long firstArrival() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i <= mask; i++) {
            if (full[i]) {
                first = Math.min(first, waiting[i].arrivalNs());
            }
        }
        return first;
    }

    private void pass(RtpPacket packet) {
        next = next + 1 & 0xffff;
        playedBits = playedBits << 1 | 1;
        output.accept(packet);
    }
}
