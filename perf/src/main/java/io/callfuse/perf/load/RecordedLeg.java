package io.callfuse.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.UUID;

/**
 * One leg that sends a recording over AudioSocket, 20 ms at a time, round and round. Not thread-safe: the sender's thread
 * drives all legs.
 */
final class RecordedLeg implements AutoCloseable {
    private static final int FRAME_BYTES = 320;
    private static final byte KIND_UUID = 0x01;
    private static final byte KIND_SLIN_8_KHZ = 0x10;

    private final UUID id = UUID.randomUUID();
    private final SocketChannel channel;
    private final byte[] recording;
    private final ByteBuffer message = ByteBuffer.allocate(3 + FRAME_BYTES);
    private final ByteBuffer answers = ByteBuffer.allocate(4096);
    private int position;
    private long framesSent;

    /**
     * Connects and says who it is.
     *
     * @param recording signed linear samples at 8 kHz, little-endian
     * @param startFrame the frame of the recording to begin with, so that legs do not speak in step
     */
    RecordedLeg(InetSocketAddress engine, byte[] recording, int startFrame) throws IOException {
        this.recording = recording;
        position = startFrame % (recording.length / FRAME_BYTES) * FRAME_BYTES;
        channel = SocketChannel.open(engine);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ByteBuffer hello = ByteBuffer.allocate(19).put(KIND_UUID).putShort((short) 16);
        hello.putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip();
        writeFully(hello);
        channel.configureBlocking(false);
    }

    /** The call this leg belongs to. */
    UUID id() {
        return id;
    }

    /** How many frames were written. */
    long framesSent() {
        return framesSent;
    }

    /**
     * Sends the next 20 ms and throws away what the engine has answered.
     *
     * @throws IOException if the engine has closed the leg
     */
    void sendFrame() throws IOException {
        message.clear();
        message.put(KIND_SLIN_8_KHZ).putShort((short) FRAME_BYTES).put(recording, position, FRAME_BYTES);
        message.flip();
        writeFully(message);
        framesSent++;
        position += FRAME_BYTES;
        if (position + FRAME_BYTES > recording.length) {
            position = 0;
        }
        answers.clear();
        if (channel.read(answers) < 0) {
            throw new IOException("the engine closed the leg " + id + " after " + framesSent + " frames");
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Hangs up and reads on until the engine has heard it: a socket closed with unread bytes loses what is on its way. */
    @Override
    public void close() throws IOException {
        channel.configureBlocking(true);
        channel.shutdownOutput();
        do {
            answers.clear();
        } while (channel.read(answers) >= 0);
        channel.close();
    }
}
