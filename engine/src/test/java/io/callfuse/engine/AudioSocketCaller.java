package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;

/** Plays the part of Asterisk on a real TCP connection. */
final class AudioSocketCaller implements AutoCloseable {
    private static final int FRAME_SAMPLES = 160;
    private static final int FRAMES_AHEAD = 24;

    private final Socket socket;
    private final OutputStream out;
    private long framesSent;

    AudioSocketCaller(InetSocketAddress engine, CallId id) throws IOException {
        socket = new Socket(engine.getAddress(), engine.getPort());
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        ByteBuffer hello = ByteBuffer.allocate(19).put((byte) 1).putShort((short) 16);
        hello.putLong(id.uuid().getMostSignificantBits()).putLong(id.uuid().getLeastSignificantBits());
        out.write(hello.array());
    }

    /** Sends the samples as frames of 20 ms, no further ahead of what the engine has heard than its queue is long. */
    void send(short[] samples, LongSupplier heardMs) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(3 + 2 * FRAME_SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < samples.length; at += FRAME_SAMPLES) {
            message.clear().put((byte) 0x10).put((byte) 1).put((byte) 0x40);
            for (int i = at; i < at + FRAME_SAMPLES; i++) {
                message.putShort(i < samples.length ? samples[i] : 0);
            }
            out.write(message.array());
            framesSent++;
            while (framesSent * 20 - Math.max(0, heardMs.getAsLong()) > FRAMES_AHEAD * 20) {
                Thread.onSpinWait();
            }
        }
    }

    /** Reads until the engine ends the stream: true if it said so first with a message of kind 0. */
    boolean awaitFinish() throws IOException {
        InputStream in = socket.getInputStream();
        int kind;
        int last = -1;
        while ((kind = in.read()) >= 0) {
            int length = in.read() << 8 | in.read();
            in.readNBytes(length);
            last = kind;
        }
        return last == 0;
    }

    /**
     * Hangs up as Asterisk does. What the engine has sent is read first: closing a socket with unread bytes resets the
     * connection, and with it goes audio that is still on its way.
     */
    @Override
    public void close() throws IOException {
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        socket.close();
    }
}
