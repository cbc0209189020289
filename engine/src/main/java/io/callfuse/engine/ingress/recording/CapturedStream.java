package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpPacket;
import io.callfuse.engine.ingress.rtp.RtpReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One stream of RTP in a capture: the voice of one side. It is heard as if it came now, by the times at which it was captured; how
 * fast the file is read changes nothing. One thread.
 */
public final class CapturedStream {
    private static final double LOST_MUCH = 0.01;

    private final CaptureSource capture;
    private final String name;
    private final StreamCandidate found;
    private final RtpFormat format;

    CapturedStream(CaptureSource capture, String name, StreamCandidate found, RtpFormat format) {
        this.capture = capture;
        this.name = name;
        this.found = found;
        this.format = format;
    }

    /** The file's name and the SSRC, such as {@code call.pcap#0x1a2b3c4d}; different for each stream of a capture. */
    public String name() {
        return name;
    }

    /** What it is coded in. */
    public RtpFormat format() {
        return format;
    }

    /** Who sent it, such as {@code 192.0.2.7:16384}. */
    public String source() {
        return found.key().source().toString();
    }

    /** From its first packet to its last, s. */
    public double seconds() {
        return found.lengthNs() / 1e9;
    }

    /**
     * Begins to read the stream into a sink.
     *
     * @param jitterDelay how long a packet waits at most for those before it
     */
    public Reading open(Duration jitterDelay, MediaFrameSink sink) throws RecordingException {
        try {
            return new Reading(CaptureReader.open(capture), jitterDelay, sink);
        } catch (IOException failure) {
            throw capture.unreadable(failure);
        }
    }

    /** One reading of the stream. */
    public final class Reading implements AutoCloseable {
        private static final int BLOCK_FRAMES = 500;

        private final CaptureReader reader;
        private final RtpCounters counters = new RtpCounters();
        private final RtpReceiver receiver;
        private final CapturedFrame frame = new CapturedFrame();
        private final UdpDatagram datagram = new UdpDatagram();
        private final RtpPacket packet = new RtpPacket();
        private long nowNs = Long.MIN_VALUE;

        Reading(CaptureReader reader, Duration jitterDelay, MediaFrameSink sink) {
            this.reader = reader;
            receiver = new RtpReceiver(Optional.of(format), jitterDelay, sink, counters);
        }

        /**
         * Reads the next part of the file; at its end it ends the leg instead.
         *
         * @return whether there may be more
         * @throws RecordingException if the file turns out to be broken; the leg was ended before
         */
        public boolean readBlock() throws RecordingException {
            try {
                for (int frames = 0; frames < BLOCK_FRAMES; frames++) {
                    if (!reader.next(frame)) {
                        receiver.end(reader.cutOffAt() < 0 ? EndOfMedia.COMPLETED : EndOfMedia.TRUNCATED);
                        return false;
                    }
                    hear();
                }
                return true;
            } catch (IOException failure) {
                receiver.end(EndOfMedia.CONNECTION_LOST);
                throw capture.unreadable(failure);
            } catch (RecordingException broken) {
                receiver.end(EndOfMedia.PROTOCOL_ERROR);
                throw broken;
            }
        }

        private void hear() {
            if (!datagram.read(frame)) {
                return;
            }
            // A capture of several interfaces may step back in time; what came earlier came now at the latest.
            nowNs = Math.max(nowNs, frame.timeNs());
            if (Capture.isRtp(datagram, packet, nowNs)
                    && !datagram.cut()
                    && Capture.belongs(datagram, packet, found.key())) {
                receiver.accept(packet);
            }
        }

        /** What the stream has brought so far. */
        public RtpCounters counters() {
            return counters;
        }

        /** After the end: what of the stream lacks, in one line that names it; empty if that is little. */
        public Optional<String> warning() {
            if (found.cutPackets() > 0) {
                return Optional.of(name + ": " + found.cutPackets() + " of " + found.packets()
                        + " packets were captured in part only and are not heard");
            }
            long lost = counters.lost().sum();
            long all = lost + counters.packets().sum();
            return lost <= LOST_MUCH * all
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "%s: %d of %d packets are missing (%.1f %%), %d of them came too late",
                            name,
                            lost,
                            all,
                            100.0 * lost / all,
                            counters.late().sum()));
        }

        @Override
        public void close() throws RecordingException {
            try {
                reader.close();
            } catch (IOException failure) {
                throw capture.unreadable(failure);
            }
        }
    }
}
