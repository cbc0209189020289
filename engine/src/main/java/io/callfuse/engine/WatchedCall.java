package io.callfuse.engine;

import io.callfuse.engine.call.CallId;

/** A call with its way in: what the worker owns, and what the inlet's thread owns. */
record WatchedCall(LiveCall live, CallInlet inlet) {
    CallId id() {
        return live.id();
    }
}
