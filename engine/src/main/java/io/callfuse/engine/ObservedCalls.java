package io.callfuse.engine;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
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
        observer.scored(
                call.id(),
                pipeline.nowMs(),
                pipeline.score().score(),
                pipeline.counters(),
                call.queue().polledArrivalNs(),
                publishedNs);
    }

    @Override
    public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
        next.ended(call, analysed, summary);
        observer.ended(call.id(), analysed);
    }

    @Override
    public void decided(LiveCall call, PolicyEvent event) {
        long decidedNs = System.nanoTime();
        next.decided(call, event);
        if (event instanceof FuseChanged change && change.to() instanceof FuseState.Tripped tripped) {
            String route = call.tripped().map(LiveCall.Trip::routeName).orElse("");
            observer.tripped(call.id(), tripped.trippedAtMs(), route, decidedNs);
        }
    }

    @Override
    public void joined(LiveCall call) {
        next.joined(call);
        call.channel().ifPresent(channel -> observer.joined(call.id(), channel.uniqueId()));
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
