package io.callfuse.engine;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.policy.PolicyEvent;

/** Lets an observer see calls, after whoever acts on them. */
final class ObservedCalls implements CallFollower {
    private final CallFollower next;
    private final CallObserver observer;

    private ObservedCalls(CallFollower next, CallObserver observer) {
        this.next = next;
        this.observer = observer;
    }

    /** Returns {@code next} itself where nobody observes. */
    static CallFollower by(CallObserver observer, CallFollower next) {
        return observer == CallObserver.NONE ? next : new ObservedCalls(next, observer);
    }

    @Override
    public void scored(LiveCall call) {
        long publishedNs = System.nanoTime();
        next.scored(call);
        CallPipeline pipeline = call.pipeline();
        observer.scored(call.id(), pipeline.nowMs(), pipeline.score().score(), pipeline.counters(), publishedNs);
    }

    @Override
    public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
        next.ended(call, analysed, summary);
        observer.ended(call.id(), analysed);
    }

    @Override
    public void decided(LiveCall call, PolicyEvent event) {
        next.decided(call, event);
    }

    @Override
    public void joined(LiveCall call) {
        next.joined(call);
    }

    @Override
    public void hearsNothing(LiveCall call) {
        next.hearsNothing(call);
    }

    @Override
    public void noMedia(LiveCall call, long forMs) {
        next.noMedia(call, forMs);
    }

    @Override
    public void gone(LiveCall call) {
        next.gone(call);
    }
}
