package io.callfuse.engine.ingress.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** One channel of a WAV file. One thread. */
final class WavSource implements SampleSource {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final SeekableByteChannel channel;
    private final WavHeader header;
    private final int callerOffset;
    private final ByteBuffer buffer;
    private long unreadBytes;
    private boolean ranDry;

    private WavSource(SeekableByteChannel channel, WavHeader header, ChannelChoice caller) {
        this.channel = channel;
        this.header = header;
        callerOffset = caller.index(header.format().channels()) * header.codec().sampleBytes();
        buffer = ByteBuffer.allocate(BUFFER_BYTES);
        unreadBytes = header.dataBytes();
    }

    /** Reads the header and stands at the first sample. The source closes the channel. */
    static WavSource open(Path file, SeekableByteChannel channel, ChannelChoice caller)
            throws IOException, RecordingException {
        WavHeader header = WavHeaderReader.read(file, channel);
        header.format().check(file, caller);
        channel.position(header.dataStart());
        return new WavSource(channel, header, caller);
    }

    @Override
    public int sampleRateHz() {
        return header.format().sampleRateHz();
    }

    @Override
    public FrameGaps gaps() {
        return header.gaps();
    }

    @Override
    public long promisedSamples() {
        return header.promisedBytes() / header.blockBytes();
    }

    @Override
    public int read(short[] into) throws IOException {
        int blockBytes = header.blockBytes();
        int wanted = (int) Math.min(unreadBytes / blockBytes, Math.min(into.length, BUFFER_BYTES / blockBytes));
        buffer.clear().limit(wanted * blockBytes);
        while (buffer.hasRemaining() && !ranDry) {
            ranDry = channel.read(buffer) < 0;
        }
        int samples = buffer.position() / blockBytes;
        unreadBytes -= (long) samples * blockBytes;
        header.codec().decode(buffer.array(), callerOffset, blockBytes, into, samples);
        return samples;
    }

    @Override
    public boolean cutShort() {
        return ranDry || header.dataBytes() < header.promisedBytes();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
