package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.time.Duration;

/**
 * Puts samples where their timestamps say, so that what is lost or suppressed leaves a hole of its own length and what is late
 * stretches nothing. A hole is told the leg as gap frames: whoever measures the voice conceals them, as those of every inlet. A
 * frame that the hole cuts in two is filled up with the last sample, fading.
 *
 * <p>Timestamps are believed as long as the media they stand for does not run ahead of the arrivals; otherwise, and where a stream
 * begins anew, the arrivals say how long the hole is. One stream, one thread; allocates nothing once the first packet is there.
 */
final class MediaTimeline {
    /** By so much may a sender be quicker than the network brings it. */
    private static final long BELIEVED_AHEAD_NS = Duration.ofSeconds(2).toNanos();

    /** What comes later than expected by no more is late; there is no hole before it. */
    private static final long JITTER_NS = 3 * MediaTime.FRAME_NS;

    /** No call is silent for as long; whoever says so has set its clock. */
    private static final long MAX_HOLE_NS = Duration.ofHours(12).toNanos();

    private static final long NS_PER_S = 1_000_000_000;
    private static final long NS_PER_SAMPLE = NS_PER_S / MediaTime.SAMPLE_RATE_HZ;
    private static final int FADED_SAMPLES = 40;

    private final FrameCount frames;
    private final LinearAssembler assembler;
    private final RtpCounters counters;
    private final short[] filling = new short[MediaTime.FRAME_SAMPLES];
    private boolean begun;
    private boolean anew;
    private int rateHz;
    private int expectedTimestamp;
    private long firstArrivalNs;
    private long lastArrivalNs;
    private long mediaNs;
    private short lastSample;

    MediaTimeline(MediaFrameSink sink, RtpCounters counters) {
        frames = new FrameCount(sink);
        assembler = new LinearAssembler(frames);
        this.counters = counters;
    }

    /** Says that the timestamps of the next packet begin anew. */
    void beginAnew() {
        anew = true;
    }

    /** Takes the samples of the packet that comes next in order; they are at least one. */
    void accept(RtpPacket packet, short[] pcm, int samples, int sampleRateHz) {
        long lengthNs = ns(samples, sampleRateHz);
        if (!begun) {
            begun = true;
            firstArrivalNs = packet.arrivalNs();
        } else if (anew || sampleRateHz != rateHz) {
            leaveHoleByArrival(packet, lengthNs);
        } else {
            leaveHole(packet, lengthNs);
        }
        anew = false;
        rateHz = sampleRateHz;
        expectedTimestamp = packet.timestamp() + samples;
        lastArrivalNs = packet.arrivalNs();
        mediaNs += lengthNs;
        lastSample = pcm[samples - 1];
        assembler.accept(pcm, 0, samples, sampleRateHz, packet.arrivalNs());
    }

    /** Fills the last frame up and ends the leg. */
    void end(EndOfMedia reason) {
        assembler.end(reason);
    }

    private void leaveHole(RtpPacket packet, long lengthNs) {
        int hole = packet.timestamp() - expectedTimestamp;
        if (hole == 0) {
            return;
        }
        long holeNs = ns(hole, rateHz);
        long aheadNs = mediaNs + holeNs - (packet.arrivalNs() - firstArrivalNs);
        if (holeNs < 0 || aheadNs > BELIEVED_AHEAD_NS) {
            counters.timestampJumps().increment();
            leaveHoleByArrival(packet, lengthNs);
        } else {
            leaveHole(holeNs, packet.arrivalNs());
        }
    }

    private void leaveHoleByArrival(RtpPacket packet, long lengthNs) {
        long holeNs = packet.arrivalNs() - lastArrivalNs - lengthNs;
        if (holeNs > JITTER_NS) {
            leaveHole(holeNs, packet.arrivalNs());
        }
    }

    private void leaveHole(long holeNs, long nowNs) {
        if (holeNs > MAX_HOLE_NS) {
            counters.timestampJumps().increment();
            return;
        }
        mediaNs += holeNs;
        long samples = holeNs / NS_PER_SAMPLE;
        int toFrame = (int) Math.min(samples, assembler.wantedSamples());
        fade(toFrame, nowNs);
        samples -= toFrame;
        for (long due = frames.stillDue(samples / MediaTime.FRAME_SAMPLES); due > 0; due--) {
            assembler.gap(nowNs);
        }
        fade((int) (samples % MediaTime.FRAME_SAMPLES), nowNs);
    }

    private void fade(int samples, long nowNs) {
        for (int i = 0; i < samples; i++) {
            filling[i] = (short) (lastSample * Math.max(0, FADED_SAMPLES - i) / FADED_SAMPLES);
        }
        lastSample = 0;
        assembler.accept(filling, 0, samples, MediaTime.SAMPLE_RATE_HZ, nowNs);
    }

    private static long ns(long samples, int sampleRateHz) {
        return samples * NS_PER_S / sampleRateHz;
    }

    /** Counts the frames on their way to the leg, to know those that its clock inserted by itself. */
    private static final class FrameCount implements MediaFrameSink {
        private final MediaFrameSink leg;
        private long passed;
        private long inserted;

        FrameCount(MediaFrameSink leg) {
            this.leg = leg;
        }

        /** Returns how many of these gap frames the leg's clock has not inserted already. */
        long stillDue(long gaps) {
            long clock = leg.clockFrames();
            if (clock < 0) {
                return gaps;
            }
            long already = Math.min(gaps, Math.max(0, clock - passed - inserted));
            inserted += already;
            return gaps - already;
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            leg.audio(samples, offset, arrivalNs);
            if (passed++ == 0) {
                // What the clock had counted before was no hole of this stream.
                inserted = leg.clockFrames() - passed;
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            leg.gap(insertedAtNs);
            passed++;
        }

        @Override
        public void digit(char digit) {
            leg.digit(digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            leg.end(reason);
        }
    }
}
