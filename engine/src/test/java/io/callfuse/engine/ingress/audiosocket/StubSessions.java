package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaSessions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Admits every stream, or none, and keeps what it brings. */
final class StubSessions implements MediaSessions {
    private final Map<CallId, Leg> legs = new ConcurrentHashMap<>();
    volatile String refusal;
    volatile RuntimeException failure;

    @Override
    public MediaFrameSink open(MediaOffer offer) throws MediaRefusedException {
        if (refusal != null) {
            throw new MediaRefusedException(refusal);
        }
        if (failure != null) {
            throw failure;
        }
        Leg leg = leg(offer.call());
        leg.offer.complete(offer);
        return leg;
    }

    /** The leg of a call, whether its stream has come yet or not. */
    Leg leg(CallId call) {
        return legs.computeIfAbsent(call, unused -> new Leg());
    }

    static final class Leg implements MediaFrameSink {
        final CollectingSink heard = new CollectingSink();
        final CompletableFuture<MediaOffer> offer = new CompletableFuture<>();
        private final CompletableFuture<EndOfMedia> end = new CompletableFuture<>();
        volatile long frames;
        volatile RuntimeException failure;

        /** Waits for the end; afterwards what was heard may be looked at. */
        EndOfMedia awaitEnd() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }

        MediaOffer awaitOffer() throws Exception {
            return offer.get(20, TimeUnit.SECONDS);
        }

        boolean ended() {
            return end.isDone();
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            if (failure != null) {
                throw failure;
            }
            heard.audio(samples, offset, arrivalNs);
            frames = heard.frames.size();
        }

        @Override
        public void gap(long insertedAtNs) {
            heard.gap(insertedAtNs);
        }

        @Override
        public void digit(char digit) {
            heard.digit(digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            heard.end(reason);
            end.complete(reason);
        }
    }
}
