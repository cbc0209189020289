package io.callfuse.engine.ingress;

import io.callfuse.engine.call.MediaTime;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The clock of one live leg. It stands before the leg's sink and puts gap frames where no audio comes, so that a call that is
 * muted, or whose audio never arrives, still reaches its deadlines.
 *
 * <p>The clock starts at the origin, when the call came under watch. A gap is inserted only if both hold: no audio came for
 * {@code gapAfter}, and the media clock (frames passed on) is {@code gapAfter} or more behind the wall clock. From then until
 * audio comes again, gap frames fill up to the wall clock and never beyond. Hence:
 *
 * <ul>
 *   <li>audio faster than real time (a replay) runs ahead of the wall clock, and nothing is inserted;
 *   <li>audio that comes late, after its time was already filled with gap frames, puts the media clock ahead by what was late;
 *       the next silence is shortened by as much, so that this never adds up;
 *   <li>a leg whose stream comes later than the watch gets gap frames for the time in between.
 * </ul>
 *
 * <p>All calls on one thread, the {@link IngressLoop}. No call allocates, except {@link #join}.
 */
public final class PacedSink implements MediaFrameSink {
    /** More than the time between two ticks, so that it catches up; few enough not to flood the queue after a stall. */
    static final int MAX_GAPS_A_TICK = 25;

    private final MediaFrameSink leg;
    private final long originNs;
    private final long gapAfterNs;
    private long frames;
    private long gaps;
    private long lastAudioNs;
    private boolean heard;
    private boolean inGap;
    private boolean ended;

    /**
     * Starts the clock of a leg.
     *
     * @param leg where the frames go
     * @param originNs when the call came under watch, on the clock of {@link System#nanoTime()}
     * @param gapAfter for how long nothing must come before gap frames are inserted; at least one frame
     */
    public PacedSink(MediaFrameSink leg, long originNs, Duration gapAfter) {
        if (gapAfter.toNanos() < MediaTime.FRAME_NS) {
            throw new IllegalArgumentException("gapAfter " + gapAfter + " is shorter than a frame of 20 ms");
        }
        this.leg = leg;
        this.originNs = originNs;
        gapAfterNs = gapAfter.toNanos();
        lastAudioNs = originNs;
    }

    /** Inserts the gap frames that are due, at most {@value #MAX_GAPS_A_TICK}; the loop calls this about ten times a second. */
    public void tick(long nowNs) {
        fillGap(nowNs, MAX_GAPS_A_TICK);
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        if (ended) {
            return;
        }
        // The time before the first frame is filled at once, so that the call's clock is right from the first word on.
        // Later,
        // a long silence just before audio may be a stall of ours, with the rest of the audio waiting in the socket.
        fillGap(arrivalNs - MediaTime.FRAME_NS, heard ? MAX_GAPS_A_TICK : Long.MAX_VALUE);
        heard = true;
        inGap = false;
        lastAudioNs = arrivalNs;
        frames++;
        leg.audio(samples, offset, arrivalNs);
    }

    @Override
    public void gap(long insertedAtNs) {
        if (!ended) {
            frames++;
            gaps++;
            leg.gap(insertedAtNs);
        }
    }

    @Override
    public void digit(char digit) {
        if (!ended) {
            leg.digit(digit);
        }
    }

    @Override
    public long clockFrames() {
        return frames;
    }

    /** Where the clock stands by then: with the gap frames that are due, though they are not inserted yet. */
    public long clockFrames(long nowNs) {
        return frames + dueGaps(nowNs);
    }

    /** Ends the leg and its clock; what comes afterwards is ignored. */
    @Override
    public void end(EndOfMedia reason) {
        if (!ended) {
            ended = true;
            leg.end(reason);
        }
    }

    /** Stops the clock where it stands: what comes afterwards is ignored, and nothing is missing any more. The leg is not told. */
    public void stop() {
        ended = true;
    }

    /**
     * Joins a stream to the leg. Streams may come and go while the clock runs on; there should be one at a time, as what two
     * bring is put one after the other.
     *
     * @param onEnd learns why the stream ended; the leg goes on unless that calls {@link #end}
     * @return where the stream's frames go
     */
    public MediaFrameSink join(Consumer<EndOfMedia> onEnd) {
        return new JoinedStream(this, onEnd);
    }

    /** Whether the leg has ended. */
    public boolean ended() {
        return ended;
    }

    /** How far the media clock stands from the origin, ns. */
    public long mediaNs() {
        return frames * MediaTime.FRAME_NS;
    }

    /** How many gap frames were passed on. */
    public long gaps() {
        return gaps;
    }

    private void fillGap(long nowNs, long atMost) {
        long due = Math.min(dueGaps(nowNs), atMost);
        inGap |= due > 0;
        for (; due > 0; due--) {
            gap(nowNs);
        }
    }

    private long dueGaps(long nowNs) {
        long behindNs = nowNs - originNs - mediaNs();
        long toleratedNs = inGap ? MediaTime.FRAME_NS : gapAfterNs;
        boolean none = ended || behindNs < toleratedNs || nowNs - lastAudioNs < gapAfterNs;
        return none ? 0 : behindNs / MediaTime.FRAME_NS;
    }

    private record JoinedStream(PacedSink clock, Consumer<EndOfMedia> onEnd) implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            clock.audio(samples, offset, arrivalNs);
        }

        @Override
        public void gap(long insertedAtNs) {
            clock.gap(insertedAtNs);
        }

        @Override
        public void digit(char digit) {
            clock.digit(digit);
        }

        @Override
        public long clockFrames() {
            return clock.clockFrames();
        }

        @Override
        public void end(EndOfMedia reason) {
            onEnd.accept(reason);
        }
    }
}
