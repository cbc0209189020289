package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;

/** Says of frames in which nothing came that nothing came, in place of the silence that stands for them. One thread. */
final class GapAwareSink implements MediaFrameSink {
    private final MediaFrameSink sink;
    private final FrameGaps gaps;
    private long frame;

    GapAwareSink(MediaFrameSink sink, FrameGaps gaps) {
        this.sink = sink;
        this.gaps = gaps;
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        if (gaps.has(frame++)) {
            sink.gap(arrivalNs);
        } else {
            sink.audio(samples, offset, arrivalNs);
        }
    }

    @Override
    public void gap(long insertedAtNs) {
        frame++;
        sink.gap(insertedAtNs);
    }

    @Override
    public void digit(char digit) {
        sink.digit(digit);
    }

    @Override
    public long clockFrames() {
        return sink.clockFrames();
    }

    @Override
    public void end(EndOfMedia reason) {
        sink.end(reason);
    }
}
