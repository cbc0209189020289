package io.callfuse.engine;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.queue.QueueSink;

/** Nobody presses a key and the stream does not end. */
final class EndlessCall implements QueueSink.Listener {
    @Override
    public void digit(char digit) {
        throw new AssertionError("no key was pressed");
    }

    @Override
    public void end(EndOfMedia reason) {
        throw new AssertionError("the call has not ended");
    }
}
