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
 *   S  call, media time, score, frames, arrived at, published at     a second was scored
 *   J  call, unique id                                   Asterisk has said which channel it is
 *   T  call, media time, route, at                       the fuse has tripped
 *   E  call, fingerprint, tripped, frames                a call is over
 *   P  call, port                                        where the RTP of this call is to be sent; 0 if nowhere
 *   F  text                                              it cannot serve
 * </pre>
 */
final class EngineTelling {
    static final char READY = 'R';
    static final char SCORE = 'S';
    static final char JOINED = 'J';
    static final char TRIPPED = 'T';
    static final char ENDED = 'E';
    static final char PORT = 'P';
    static final char FAILED = 'F';

    private EngineTelling() {}

    /** Hears what an engine says of its calls; the times are those of {@link System#nanoTime}, which processes share. */
    interface Calls {
        void scored(CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs);

        void ended(CallId call, String fingerprint, boolean tripped, MediaCounters frames);

        default void joined(CallId call, String uniqueId) {
            // only Asterisk's calls are joined
        }

        default void tripped(CallId call, long atMs, String route, long trippedNs) {
            // told again at the end
        }

        /** Something about the engine itself went wrong. */
        void fault(String what);
    }

    /** Hears what an engine says of itself. */
    interface Listener {
        void ready(int audioSocketPort, int webSocketPort);

        void rtpPort(CallId call, int port);

        void failed(String why);
    }

    static void score(
            DataOutputStream out, CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long ns)
            throws IOException {
        out.writeByte(SCORE);
        id(out, call);
        out.writeLong(atMs);
        out.writeDouble(score);
        frames(out, frames);
        out.writeLong(arrivedNs);
        out.writeLong(ns);
    }

    static void joined(DataOutputStream out, CallId call, String uniqueId) throws IOException {
        out.writeByte(JOINED);
        id(out, call);
        out.writeUTF(uniqueId);
    }

    static void tripped(DataOutputStream out, CallId call, long atMs, String route, long ns) throws IOException {
        out.writeByte(TRIPPED);
        id(out, call);
        out.writeLong(atMs);
        out.writeUTF(route);
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
    static void read(DataInputStream in, Listener listener, Calls calls) throws IOException {
        int kind;
        while ((kind = in.read()) >= 0) {
            switch (kind) {
                case READY -> listener.ready(in.readInt(), in.readInt());
                case SCORE ->
                    calls.scored(id(in), in.readLong(), in.readDouble(), frames(in), in.readLong(), in.readLong());
                case JOINED -> calls.joined(id(in), in.readUTF());
                case TRIPPED -> calls.tripped(id(in), in.readLong(), in.readUTF(), in.readLong());
                case ENDED -> calls.ended(id(in), in.readUTF(), in.readBoolean(), frames(in));
                case PORT -> listener.rtpPort(id(in), in.readInt());
                case FAILED -> listener.failed(in.readUTF());
                default -> throw new IOException("the engine says what is not understood: " + kind);
            }
        }
    }
}
