package io.callfuse.engine.asr.protocol;

import io.callfuse.engine.call.MediaTime;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The recognition process's side of what the engine tells it. For one thread. */
public final class FeedReader {
    private final DataInputStream in;
    private final byte[] pcm = new byte[MediaTime.FRAME_SAMPLES * Short.BYTES];

    /** Reads the standard input of the process. */
    public FeedReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /**
     * Waits for the next message and passes it on.
     *
     * @return false at the end of the stream: the engine is gone
     * @throws IOException if what came is no message
     */
    public boolean next(FeedListener listener) throws IOException {
        int tag = in.read();
        switch (tag) {
            case -1 -> {
                return false;
            }
            case Tag.AUDIO -> listener.audio(in.readInt(), in.readLong(), in.readLong(), samples());
            case Tag.PAUSE -> listener.pause(in.readInt(), in.readLong());
            case Tag.CLOSE -> listener.close(in.readInt());
            case Tag.HURRY -> listener.hurry(in.readBoolean());
            case Tag.PING -> listener.ping(in.readLong());
            default -> throw new IOException("no message begins with byte " + tag);
        }
        return true;
    }

    private short[] samples() throws IOException {
        in.readFully(pcm);
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (pcm[2 * i] << 8 | pcm[2 * i + 1] & 0xFF);
        }
        return samples;
    }
}
