package io.callfuse.engine.sender;

import java.io.IOException;

/** Where the audio of a stream comes from, 20 ms at a time. Read by one thread. */
@FunctionalInterface
public interface FrameSource {
    /** Samples in a frame: 20 ms at 8 kHz. */
    int FRAME_SAMPLES = 160;

    /**
     * Fills the array with the next {@link #FRAME_SAMPLES} signed linear samples at 8 kHz.
     *
     * @return false when there is no more; the array is then left as it is
     */
    boolean next(short[] frame) throws IOException;

    /** A source over samples in memory; a last frame that is not full is filled up with silence. */
    static FrameSource of(short[] pcm) {
        return new FrameSource() {
            private int position;

            @Override
            public boolean next(short[] frame) {
                if (position >= pcm.length) {
                    return false;
                }
                int length = Math.min(FRAME_SAMPLES, pcm.length - position);
                System.arraycopy(pcm, position, frame, 0, length);
                java.util.Arrays.fill(frame, length, FRAME_SAMPLES, (short) 0);
                position += length;
                return true;
            }
        };
    }
}
