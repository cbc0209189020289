package io.callfuse.engine.ingress.recording;

import java.io.Closeable;
import java.io.IOException;

/** The samples of one channel of a recording, read in order in constant memory. One thread. */
interface SampleSource extends Closeable {

    /** 8000..48000 Hz. */
    int sampleRateHz();

    /** The frames in which nothing came. */
    default FrameGaps gaps() {
        return FrameGaps.NONE;
    }

    /** How many samples the file says it has; 0 where it does not say. */
    long promisedSamples();

    /**
     * Reads the next samples, as many as there are at hand.
     *
     * @return how many were read; 0 at the end
     * @throws RecordingException if the file is corrupt from here on
     */
    int read(short[] into) throws IOException, RecordingException;

    /** Once the end is reached: whether the file stops before what it promises. */
    boolean cutShort();
}
