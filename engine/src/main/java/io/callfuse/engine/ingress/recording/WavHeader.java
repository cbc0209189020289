package io.callfuse.engine.ingress.recording;

/**
 * What the chunks of a WAV file say.
 *
 * @param codec how samples are coded
 * @param format channels and sample rate
 * @param dataStart where in the file the samples begin, bytes
 * @param dataBytes how many bytes of samples are there
 * @param promisedBytes how many the header says there are; 0 where it does not say (a file written as a stream)
 * @param gaps frames of 20 ms in which nothing came, as an engine's own recordings name them
 */
record WavHeader(
        WavCodec codec, SourceFormat format, long dataStart, long dataBytes, long promisedBytes, FrameGaps gaps) {

    /** Length of one sample of all channels. */
    int blockBytes() {
        return codec.sampleBytes() * format.channels();
    }
}
