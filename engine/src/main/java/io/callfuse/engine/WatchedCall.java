package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.util.concurrent.atomic.AtomicReference;

/** A call with its way in: what the worker owns, and what the inlet's thread owns. */
final class WatchedCall {
    private final LiveCall live;
    private final CallInlet inlet;
    private final AtomicReference<QueueStatuses> queuesTold = new AtomicReference<>(QueueStatuses.UNKNOWN);

    WatchedCall(LiveCall live, CallInlet inlet) {
        this.live = live;
        this.inlet = inlet;
    }

    CallId id() {
        return live.id();
    }

    LiveCall live() {
        return live;
    }

    CallInlet inlet() {
        return inlet;
    }

    /** Any thread: how busy the queues are; does nothing where that was told just before, and nothing is nothing new. */
    void know(QueueStatuses queues) {
        if (queuesTold.getAndSet(queues) != queues) {
            live.note(QueueStatuses.KIND, queues.details());
        }
    }
}
