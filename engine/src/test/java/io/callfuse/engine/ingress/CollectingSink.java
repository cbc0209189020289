package io.callfuse.engine.ingress;

import io.callfuse.engine.call.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps all it is given, and complains where the order of calls breaks the contract of a sink. One thread. */
public final class CollectingSink implements MediaFrameSink {
    /** One entry a frame: its samples, or null for a gap. */
    public final List<short[]> frames = new ArrayList<>();

    public final List<Long> arrivalsNs = new ArrayList<>();
    public final StringBuilder digits = new StringBuilder();
    public EndOfMedia end;

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        add(Arrays.copyOfRange(samples, offset, offset + MediaTime.FRAME_SAMPLES), arrivalNs);
    }

    @Override
    public void gap(long insertedAtNs) {
        add(null, insertedAtNs);
    }

    @Override
    public void digit(char digit) {
        refuseAfterTheEnd();
        digits.append(digit);
    }

    @Override
    public void end(EndOfMedia reason) {
        refuseAfterTheEnd();
        end = reason;
    }

    /** The audio frames' samples one after another. */
    public short[] samples() {
        short[] all = new short[(int) audioFrames() * MediaTime.FRAME_SAMPLES];
        int at = 0;
        for (short[] frame : frames) {
            if (frame != null) {
                System.arraycopy(frame, 0, all, at, frame.length);
                at += frame.length;
            }
        }
        return all;
    }

    public long audioFrames() {
        return frames.stream().filter(frame -> frame != null).count();
    }

    public long gapFrames() {
        return frames.size() - audioFrames();
    }

    private void add(short[] frame, long atNs) {
        refuseAfterTheEnd();
        frames.add(frame);
        arrivalsNs.add(atNs);
    }

    private void refuseAfterTheEnd() {
        if (end != null) {
            throw new AssertionError("called after the end of media");
        }
    }
}
