package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;

/** Counts frames, from any thread, and keeps nothing. */
final class CountingSink implements MediaFrameSink {
    volatile long frames;
    volatile EndOfMedia end;

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        count();
    }

    @Override
    public void gap(long insertedAtNs) {
        count();
    }

    @Override
    public void digit(char digit) {
        if (end != null) {
            throw new AssertionError("a key after the end");
        }
    }

    @Override
    public void end(EndOfMedia reason) {
        if (end != null) {
            throw new AssertionError("a second end");
        }
        end = reason;
    }

    private void count() {
        if (end != null) {
            throw new AssertionError("a frame after the end");
        }
        long next = frames + 1;
        frames = next;
    }
}
