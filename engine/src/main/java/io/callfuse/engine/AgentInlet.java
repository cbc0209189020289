package io.callfuse.engine;

import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.agent.SkewMeter;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaStream;
import io.callfuse.engine.ingress.PacedSink;
import io.callfuse.engine.queue.QueueSink;
import java.time.Duration;

/**
 * The way into an agent's leg. Its clock starts with his first frame, at the number that the caller's clock has reached by then, and
 * goes on by itself, as the caller's does; how far the two stand apart is measured. For the inlet's thread alone.
 */
final class AgentInlet implements MediaFrameSink {
    private final AgentLeg leg;
    private final PacedSink callersClock;
    private final IngressLoop loop;
    private final Duration gapAfter;
    private final Runnable ended;
    private final SkewMeter meter = new SkewMeter();
    private MediaStream stream;
    private PacedSink clock;
    private long firstIndex;
    private boolean over;

    /**
     * Waits for a stream.
     *
     * @param gapAfter how long nothing may come before gap frames stand for it
     * @param ended told if the stream ends before it is let go
     */
    AgentInlet(AgentLeg leg, PacedSink callersClock, IngressLoop loop, Duration gapAfter, Runnable ended) {
        this.leg = leg;
        this.callersClock = callersClock;
        this.loop = loop;
        this.gapAfter = gapAfter;
        this.ended = ended;
    }

    AgentLeg leg() {
        return leg;
    }

    /** The stream has come. One that was there before has lost its far end, and is let go. */
    void connected(MediaStream newStream) {
        if (stream != null) {
            stream.finish();
        }
        stream = newStream;
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        if (over) {
            return;
        }
        // With what the timer is about to put in, so that a caller who sends nothing does not hold the agent's clock
        // back. Nothing is put in here: where the loop was held up, the caller's audio may be the next to be read.
        long callersFrames = callersClock.clockFrames(arrivalNs);
        if (clock == null) {
            firstIndex = Math.max(0, callersFrames - 1);
            QueueSink frames = new QueueSink(leg.queue(), new Listener(), firstIndex);
            clock = new PacedSink(frames, arrivalNs - MediaTime.FRAME_NS, gapAfter);
            loop.startClock(clock);
        }
        clock.audio(samples, offset, arrivalNs);
        meter.accept(firstIndex + clock.clockFrames() - callersFrames);
        if (clock.clockFrames() % MediaTime.FRAMES_PER_SECOND == 0) {
            leg.skew(meter.skew());
        }
    }

    @Override
    public void gap(long insertedAtNs) {
        if (!over && clock != null) {
            clock.gap(insertedAtNs);
        }
    }

    /** Keys that an agent presses are nobody's business here. */
    @Override
    public void digit(char digit) {}

    @Override
    public long clockFrames() {
        return clock == null ? 0 : clock.clockFrames();
    }

    @Override
    public void end(EndOfMedia reason) {
        if (!over) {
            close("stream-ended");
            ended.run();
        }
    }

    /** Lets the stream go and ends the leg. */
    void close(String why) {
        if (over) {
            return;
        }
        over = true;
        if (clock != null) {
            loop.stopClock(clock);
        }
        leg.skew(meter.skew());
        leg.end(why);
        if (stream != null) {
            stream.finish();
        }
    }

    private static final class Listener implements QueueSink.Listener {
        @Override
        public void digit(char digit) {
            // None is passed on.
        }

        @Override
        public void end(EndOfMedia reason) {
            throw new IllegalStateException("the clock of an agent ends with his leg, not with a stream");
        }
    }
}
