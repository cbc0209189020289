package io.callfuse.engine.asr.protocol;

import io.callfuse.engine.call.MediaTime;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The engine's side of what it tells the recognition process. Buffers until {@link #flush}; for one thread. */
public final class FeedWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;
    private final byte[] pcm = new byte[MediaTime.FRAME_SAMPLES * Short.BYTES];

    /** Writes to the standard input of the process. */
    public FeedWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Sends 20 ms of a leg. */
    public void audio(int leg, long index, long stamp, short[] samples) throws IOException {
        out.writeByte(Tag.AUDIO);
        out.writeInt(leg);
        out.writeLong(index);
        out.writeLong(stamp);
        for (int i = 0; i < MediaTime.FRAME_SAMPLES; i++) {
            pcm[2 * i] = (byte) (samples[i] >> 8);
            pcm[2 * i + 1] = (byte) samples[i];
        }
        out.write(pcm);
    }

    /** Says that the caller has stopped speaking. */
    public void pause(int leg, long stamp) throws IOException {
        out.writeByte(Tag.PAUSE);
        out.writeInt(leg);
        out.writeLong(stamp);
    }

    /** Says that no more of the leg comes. */
    public void close(int leg) throws IOException {
        out.writeByte(Tag.CLOSE);
        out.writeInt(leg);
    }

    /** Says whether recognition comes late. */
    public void hurry(boolean on) throws IOException {
        out.writeByte(Tag.HURRY);
        out.writeBoolean(on);
    }

    /** Asks for a sign of life. */
    public void ping(long number) throws IOException {
        out.writeByte(Tag.PING);
        out.writeLong(number);
    }

    /** Sends what was written. Blocks while the process does not read. */
    public void flush() throws IOException {
        out.flush();
    }
}
