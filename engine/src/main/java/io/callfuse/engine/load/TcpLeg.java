package io.callfuse.engine.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A leg over AudioSocket or WebSocket. Never waits for the engine: one that takes nothing for long has failed. */
final class TcpLeg implements LegConnection {
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int ANSWER_TIMEOUT_MS = 5000;
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8};

    private final SocketChannel channel;
    private final ByteBuffer answers = ByteBuffer.allocateDirect(4096);
    private final byte[] farewell;

    private TcpLeg(SocketChannel channel, byte[] farewell) {
        this.channel = channel;
        this.farewell = farewell;
    }

    /** Connects to an AudioSocket and says whose stream it is. */
    static TcpLeg audioSocket(InetSocketAddress engine, UUID call) throws IOException {
        ByteBuffer hello = ByteBuffer.allocate(19).put((byte) 1).putShort((short) 16);
        hello.putLong(call.getMostSignificantBits()).putLong(call.getLeastSignificantBits());
        return open(engine, new byte[0], channel -> writeFully(channel, hello.flip()));
    }

    /** Opens a WebSocket as Asterisk does, and says in which format the audio comes. */
    static TcpLeg webSocket(InetSocketAddress engine, UUID call) throws IOException {
        return open(engine, CLOSE, channel -> {
            writeFully(
                    channel,
                    ascii("GET /media?call=" + call + " HTTP/1.1\r\nHost: " + engine.getHostString() + ":"
                            + engine.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: Y2FsbGZ1c2UgbG9hZCB0MQ==\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Protocol: media\r\n\r\n"));
            readUpgrade(channel);
            byte[] start = ("MEDIA_START connection_id:" + call + " channel:WebSocket/load channel_id:" + call
                            + " format:slin optimal_frame_size:320")
                    .getBytes(StandardCharsets.US_ASCII);
            ByteBuffer text =
                    ByteBuffer.allocate(8 + start.length).put((byte) 0x81).put((byte) 0xfe);
            writeFully(
                    channel,
                    text.putShort((short) start.length).putInt(0).put(start).flip());
        });
    }

    private interface Greeting {
        void say(SocketChannel channel) throws IOException;
    }

    private static TcpLeg open(InetSocketAddress engine, byte[] farewell, Greeting greeting) throws IOException {
        SocketChannel channel = SocketChannel.open();
        boolean opened = false;
        try {
            channel.socket().connect(engine, ANSWER_TIMEOUT_MS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            greeting.say(channel);
            channel.configureBlocking(false);
            opened = true;
            return new TcpLeg(channel, farewell);
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private static void readUpgrade(SocketChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(2048);
        while (!text(head).contains("\r\n\r\n")) {
            if (channel.read(head) < 0 || !head.hasRemaining()) {
                throw new EOFException("the engine did not answer the WebSocket's request: " + text(head));
            }
        }
        if (!text(head).startsWith("HTTP/1.1 101")) {
            throw new IOException("the engine refused the WebSocket: "
                    + text(head).lines().findFirst().orElse(""));
        }
    }

    private static String text(ByteBuffer read) {
        return new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void writeFully(SocketChannel channel, ByteBuffer bytes) throws IOException {
        long beganNs = 0;
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                long nowNs = System.nanoTime();
                beganNs = beganNs == 0 ? nowNs : beganNs;
                if (nowNs - beganNs > STUCK_NS) {
                    throw new IOException("the engine has taken no byte for " + STUCK_NS / 1_000_000 + " ms");
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void send(ByteBuffer frame, long index) throws IOException {
        writeFully(channel, frame);
    }

    @Override
    public boolean isOver() throws IOException {
        int read;
        do {
            answers.clear();
            read = channel.read(answers);
        } while (read > 0);
        return read < 0;
    }

    @Override
    public void finish() throws IOException {
        writeFully(channel, ByteBuffer.wrap(farewell));
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
