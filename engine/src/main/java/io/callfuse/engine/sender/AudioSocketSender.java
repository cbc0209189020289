package io.callfuse.engine.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One AudioSocket stream as Asterisk makes it: the id of the call, then 20 ms of signed linear audio a frame, then the
 * end of the connection. What the engine sends back (silence, once a second) is read and thrown away, so that the engine
 * never waits for this side.
 *
 * <pre>
 * | kind (1) | length (2, big endian) | payload                                        |
 * | 01       | 0010                   | the call's UUID, 16 bytes                      |
 * | 10       | 0140                   | 160 samples, signed 16 bits, little endian     |
 * </pre>
 *
 * One thread.
 */
public final class AudioSocketSender implements AutoCloseable {
    private static final byte KIND_UUID = 0x01;
    private static final byte KIND_SLIN_8_KHZ = 0x10;
    private static final int HEADER_BYTES = 3;
    private static final int FRAME_BYTES = 2 * FrameSource.FRAME_SAMPLES;
    private static final int CONNECT_TIMEOUT_MS = 5000;
    private static final int CLOSE_TIMEOUT_MS = 5000;
    private static final long LONGEST_WAIT_NS = 20_000_000;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[1024];
    private final EngineAnswers answers = new EngineAnswers();
    private final short[] samples = new short[FrameSource.FRAME_SAMPLES];
    private final ByteBuffer message =
            ByteBuffer.allocate(HEADER_BYTES + FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long framesSent;

    /**
     * Connects and says which call this is.
     *
     * @throws IOException if nobody listens there; the message names the address
     */
    public AudioSocketSender(InetSocketAddress engine, UUID call) throws IOException {
        try {
            socket.connect(engine, CONNECT_TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = socket.getInputStream();
            ByteBuffer hello = ByteBuffer.allocate(HEADER_BYTES + 16);
            hello.put(KIND_UUID).putShort((short) 16);
            hello.putLong(call.getMostSignificantBits()).putLong(call.getLeastSignificantBits());
            out.write(hello.array());
        } catch (IOException e) {
            socket.close();
            throw new IOException("no AudioSocket at " + engine + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends all audio of the source at this pace and returns when the last frame is on its way, or as soon as the engine
     * has ended the stream.
     *
     * @throws InterruptedIOException if the thread is interrupted; the stream then ends where it is
     * @throws IOException if the source fails, or the connection does
     */
    public void send(FrameSource source, Pace pace) throws IOException {
        while (!answers.finished() && source.next(samples)) {
            await(pace);
            try {
                sendFrame();
            } catch (IOException broken) {
                throwAwayAnswers();
                if (!answers.finished()) {
                    throw broken;
                }
            }
            throwAwayAnswers();
        }
    }

    private void await(Pace pace) throws InterruptedIOException {
        long waitNs;
        while ((waitNs = pace.waitNs(framesSent)) > 0) {
            LockSupport.parkNanos(Math.min(waitNs, LONGEST_WAIT_NS));
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted after " + framesSent + " frames");
            }
        }
    }

    private void sendFrame() throws IOException {
        message.clear();
        message.put(KIND_SLIN_8_KHZ).put((byte) (FRAME_BYTES >> 8)).put((byte) FRAME_BYTES);
        for (short sample : samples) {
            message.putShort(sample);
        }
        out.write(message.array());
        framesSent++;
    }

    private void throwAwayAnswers() throws IOException {
        while (in.available() > 0) {
            answers.accept(buffer, in.read(buffer));
        }
    }

    /** Frames sent so far. */
    public long framesSent() {
        return framesSent;
    }

    /** True when the engine has said that it is done with this stream; the rest of the source was then not sent. */
    public boolean finishedByEngine() {
        return answers.finished();
    }

    /**
     * Ends the stream as Asterisk does when the caller hangs up: the connection just ends. Waits for the engine to close its
     * side, because a connection closed over unread answers would be reset and the last frames lost with it.
     */
    @Override
    public void close() throws IOException {
        try (socket) {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
                socket.setSoTimeout(CLOSE_TIMEOUT_MS);
                int length;
                while ((length = in.read(buffer)) >= 0) {
                    answers.accept(buffer, length);
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new IOException("the engine did not close within " + CLOSE_TIMEOUT_MS + " ms", silent);
        }
    }
}
