package io.callfuse.engine;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaStream;
import io.callfuse.engine.ingress.PacedSink;
import io.callfuse.engine.queue.QueueSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The way into one call: its clock, the tap that brings the caller's audio, and the streams of questions that wait for a
 * verdict. One stream is heard at a time: the tap, and while there is none the first question. For the inlet's thread alone.
 */
final class CallInlet {

    /** What to do when a stream that was heard has ended. Called on the inlet's thread. */
    interface StreamEnded {
        void streamEnded(WatchedCall call, EndOfMedia reason);
    }

    private final LiveCall call;
    private final PacedSink clock;
    private final StreamEnded streamEnded;
    private final List<JoinedStream> questions = new ArrayList<>(1);
    private JoinedStream heard;
    private JoinedStream tap;
    private boolean tapExpected;
    private int tapsHeard;
    private int tapsFailed;
    private long unheardSinceNs;
    private boolean closed;

    /**
     * Begins a call's clock.
     *
     * @param originNs when the call came under watch, on the clock of {@link System#nanoTime()}
     * @param gapAfter how long nothing may come before gap frames stand for it
     */
    CallInlet(LiveCall call, long originNs, Duration gapAfter, StreamEnded streamEnded) {
        this.call = call;
        this.streamEnded = streamEnded;
        unheardSinceNs = originNs;
        clock = new PacedSink(new QueueSink(call.queue(), new Listener()), originNs, gapAfter);
    }

    /** What the timer of the inlet's thread drives. */
    PacedSink clock() {
        return clock;
    }

    /** Whether any stream is heard. */
    boolean hasStream() {
        return heard != null;
    }

    /** Whether the stream that is heard stays until the call ends. */
    boolean hasTap() {
        return tap != null;
    }

    /** How many taps of this call were heard so far, one after the other. */
    int tapsHeard() {
        return tapsHeard;
    }

    /** Counts a tap of this call that Asterisk did not start, and returns how many there were since one was heard. */
    int countFailedTap() {
        tapsFailed++;
        return tapsFailed;
    }

    /** For how long no stream was heard; 0 while one is. */
    Duration unheardFor(long nowNs) {
        return heard == null ? Duration.ofNanos(nowNs - unheardSinceNs) : Duration.ZERO;
    }

    /** Joins a stream that came under the call's own id: the tap that the dialplan has told of, or else a question. */
    MediaFrameSink join(MediaOffer offer) {
        call.heardBy(offer.inlet());
        return tapExpected && tap == null ? joinTap(offer) : joinQuestion(offer.stream());
    }

    /** Joins a stream that stays; one that was there before has lost its far end and is let go. */
    MediaFrameSink joinTap(MediaOffer offer) {
        call.heardBy(offer.inlet());
        JoinedStream before = tap;
        JoinedStream joined = new JoinedStream(offer.stream());
        becomeTap(joined);
        if (before != null) {
            before.stream.finish();
        }
        return joined;
    }

    private MediaFrameSink joinQuestion(MediaStream stream) {
        JoinedStream joined = new JoinedStream(stream);
        questions.add(joined);
        call.awaitVerdict(clock.mediaNs() / MediaTime.FRAME_NS * MediaTime.FRAME_MS);
        if (heard == null) {
            heard = joined;
        }
        return joined;
    }

    /** The dialplan has said that it starts a stream to have the whole call heard: that which is heard already, or the next. */
    void expectTap() {
        tapExpected = true;
        if (tap == null && heard != null) {
            questions.remove(heard);
            becomeTap(heard);
        }
    }

    private void becomeTap(JoinedStream joined) {
        tap = joined;
        heard = joined;
        tapsHeard++;
        tapsFailed = 0;
    }

    /** Lets the dialplans go on that wait for a verdict. */
    void answer() {
        questions.forEach(question -> question.stream.finish());
        questions.clear();
    }

    /** Ends what is still open; the call is over. */
    void close() {
        closed = true;
        answer();
        if (heard != null) {
            heard.stream.finish();
            heard = null;
        }
        tap = null;
    }

    private void over(JoinedStream stream, EndOfMedia reason) {
        questions.remove(stream);
        if (tap == stream) {
            tap = null;
        }
        if (heard != stream) {
            return;
        }
        heard = questions.isEmpty() ? null : questions.get(0);
        unheardSinceNs = System.nanoTime();
        if (!closed) {
            streamEnded.streamEnded(new WatchedCall(call, this), reason);
        }
    }

    private final class Listener implements QueueSink.Listener {
        @Override
        public void digit(char digit) {
            call.notePressedKey();
        }

        @Override
        public void end(EndOfMedia reason) {
            throw new IllegalStateException("the clock of a call ends with the call, not with a stream");
        }
    }

    /** Passes on what it brings while it is the one that is heard; the others bring the same voice once more. */
    private final class JoinedStream implements MediaFrameSink {
        private final MediaStream stream;

        JoinedStream(MediaStream stream) {
            this.stream = stream;
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            if (heard == this) {
                clock.audio(samples, offset, arrivalNs);
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            if (heard == this) {
                clock.gap(insertedAtNs);
            }
        }

        @Override
        public void digit(char digit) {
            if (!closed) {
                clock.digit(digit);
            }
        }

        @Override
        public long clockFrames() {
            return clock.clockFrames();
        }

        @Override
        public void end(EndOfMedia reason) {
            over(this, reason);
        }
    }
}
