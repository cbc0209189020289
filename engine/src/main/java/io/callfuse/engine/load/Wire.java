package io.callfuse.engine.load;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.MediaTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * By which way audio comes to the engine, and how 20 ms of it look there. What is the same in each frame of a call is made before
 * the call, so that a sender of a thousand calls only has to write.
 *
 * <pre>
 *   AudioSocket   | 10 | 0140 | 160 samples, 16 bits, little endian |
 *   WebSocket     | 82 | fe | 0140 | mask 00000000 | the same       |
 *   RTP           | 160 bytes of mu-law |, after a header that is made for each packet
 * </pre>
 */
public enum Wire {
    /** TCP, one connection a call. */
    AUDIOSOCKET(3 + 2 * MediaTime.FRAME_SAMPLES) {
        @Override
        void encode(short[] samples, ByteBuffer into) {
            into.order(ByteOrder.BIG_ENDIAN).put((byte) 0x10).putShort((short) (2 * MediaTime.FRAME_SAMPLES));
            putLinear(samples, into);
        }
    },
    /** UDP, mu-law, a source port of its own for each call. */
    RTP(MediaTime.FRAME_SAMPLES) {
        @Override
        void encode(short[] samples, ByteBuffer into) {
            for (short sample : samples) {
                into.put(G711.encodeMuLaw(sample));
            }
        }

        @Override
        void decode(ByteBuffer frame, short[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = G711.decodeMuLaw(frame.get(frame.position() + i));
            }
        }
    },
    /** WebSocket as Asterisk's chan_websocket speaks it, signed linear. */
    WEBSOCKET(8 + 2 * MediaTime.FRAME_SAMPLES) {
        @Override
        void encode(short[] samples, ByteBuffer into) {
            into.order(ByteOrder.BIG_ENDIAN).put((byte) 0x82).put((byte) 0xfe);
            into.putShort((short) (2 * MediaTime.FRAME_SAMPLES)).putInt(0);
            putLinear(samples, into);
        }
    };

    private final int frameBytes;

    Wire(int frameBytes) {
        this.frameBytes = frameBytes;
    }

    /** Bytes of 20 ms, without what is made for each packet. */
    int frameBytes() {
        return frameBytes;
    }

    /** Writes 20 ms as they go over the wire. */
    abstract void encode(short[] samples, ByteBuffer into);

    /** Reads from {@link #frameBytes} bytes what the engine will hear of them; the buffer stays where it is. */
    void decode(ByteBuffer frame, short[] into) {
        int at = frame.position() + frameBytes - 2 * into.length;
        for (int i = 0; i < into.length; i++) {
            into[i] = (short) (frame.get(at + 2 * i) & 0xff | frame.get(at + 2 * i + 1) << 8);
        }
    }

    private static void putLinear(short[] samples, ByteBuffer into) {
        for (short sample : samples) {
            into.put((byte) sample).put((byte) (sample >> 8));
        }
    }

    /** As users name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
