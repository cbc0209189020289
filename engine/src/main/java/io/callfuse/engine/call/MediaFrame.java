package io.callfuse.engine.call;

/**
 * 20 ms of a leg: {@link MediaTime#FRAME_SAMPLES} samples of signed linear audio at 8 kHz, or a gap in which nothing came.
 * Preallocated and passed from hand to hand: whoever holds it may write it, and it has one holder at a time.
 */
public final class MediaFrame {

    /** What a media frame carries. */
    public enum Kind {
        /** Samples that the caller's side sent. */
        AUDIO,
        /** Nothing came in this time; the samples mean nothing. */
        GAP
    }

    private final short[] samples = new short[MediaTime.FRAME_SAMPLES];
    private Kind kind = Kind.GAP;
    private long index;
    private long arrivalNs;

    /** Makes this frame carry audio: copies {@link MediaTime#FRAME_SAMPLES} samples from the offset on. */
    public void setAudio(long frameIndex, short[] source, int offset, long arrivedAtNs) {
        System.arraycopy(source, offset, samples, 0, samples.length);
        kind = Kind.AUDIO;
        index = frameIndex;
        arrivalNs = arrivedAtNs;
    }

    /** Makes this frame stand for 20 ms in which nothing came. */
    public void setGap(long frameIndex, long insertedAtNs) {
        kind = Kind.GAP;
        index = frameIndex;
        arrivalNs = insertedAtNs;
    }

    /** What this frame carries. */
    public Kind kind() {
        return kind;
    }

    /** The place of this frame on the leg's clock: 0 is the first after the call came under watch. */
    public long index() {
        return index;
    }

    /** When the frame entered the engine, on the clock of {@link System#nanoTime()}. */
    public long arrivalNs() {
        return arrivalNs;
    }

    /** The samples themselves, not a copy: {@link MediaTime#FRAME_SAMPLES} values in -32768..32767. */
    public short[] samples() {
        return samples;
    }
}
