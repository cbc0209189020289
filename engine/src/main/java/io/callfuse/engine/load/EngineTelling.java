package io.callfuse.engine.load;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;

/**
 * What an engine under load says of itself to whoever started it: over its standard output, one message after the other.
 *
 * <pre>
 *   R  AudioSocket's port, WebSocket's port              it serves
 *   S  call, media time, score, frames, published at     a second was scored
 *   E  call, fingerprint, tripped, frames                a call is over
 *   P  call, port                                        where the RTP of this call is to be sent; 0 if nowhere
 *   F  text                                              it cannot serve
 * </pre>
 */
final class EngineTelling {
    static final char READY = 'R';
    static final char SCORE = 'S';
    static final char ENDED = 'E';
    static final char PORT = 'P';
    static final char FAILED = 'F';

    private EngineTelling() {}

    /** Hears what an engine says. */
    interface Listener {
        void ready(int audioSocketPort, int webSocketPort);

        void scored(CallId call, long atMs, double score, MediaCounters frames, long publishedNs);

        void ended(CallId call, String fingerprint, boolean tripped, MediaCounters frames);

        void rtpPort(CallId call, int port);

        void failed(String why);
    }

    static void score(DataOutputStream out, CallId call, long atMs, double score, MediaCounters frames, long ns)
            throws IOException {
        out.writeByte(SCORE);
        id(out, call);
        out.writeLong(atMs);
        out.writeDouble(score);
        frames(out, frames);
        out.writeLong(ns);
    }

    static void ended(DataOutputStream out, CallId call, String fingerprint, boolean tripped, MediaCounters frames)
            throws IOException {
        out.writeByte(ENDED);
        id(out, call);
        out.writeUTF(fingerprint);
        out.writeBoolean(tripped);
        frames(out, frames);
    }

    static void port(DataOutputStream out, CallId call, int port) throws IOException {
        out.writeByte(PORT);
        id(out, call);
        out.writeInt(port);
    }

    static void id(DataOutputStream out, CallId call) throws IOException {
        out.writeLong(call.uuid().getMostSignificantBits());
        out.writeLong(call.uuid().getLeastSignificantBits());
    }

    private static void frames(DataOutputStream out, MediaCounters frames) throws IOException {
        out.writeLong(frames.audioFrames());
        out.writeLong(frames.gapFrames());
        out.writeLong(frames.droppedFrames());
    }

    static CallId id(DataInputStream in) throws IOException {
        return new CallId(new UUID(in.readLong(), in.readLong()));
    }

    private static MediaCounters frames(DataInputStream in) throws IOException {
        return new MediaCounters(in.readLong(), in.readLong(), in.readLong());
    }

    /** Reads until the engine says no more. */
    static void read(DataInputStream in, Listener listener) throws IOException {
        int kind;
        while ((kind = in.read()) >= 0) {
            switch (kind) {
                case READY -> listener.ready(in.readInt(), in.readInt());
                case SCORE -> listener.scored(id(in), in.readLong(), in.readDouble(), frames(in), in.readLong());
                case ENDED -> listener.ended(id(in), in.readUTF(), in.readBoolean(), frames(in));
                case PORT -> listener.rtpPort(id(in), in.readInt());
                case FAILED -> listener.failed(in.readUTF());
                default -> throw new IOException("the engine says what is not understood: " + kind);
            }
        }
    }
}
