package io.callfuse.engine.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;

/** A leg over RTP, from a port of its own. */
final class RtpLeg implements LegConnection {
    private static final int HEADER_BYTES = 12;
    private static final int MARKER = 0x80;

    /** Until the engine has surely read the last packet: it is told of the end by another way. */
    private static final long LAST_PACKET_NS = TimeUnit.SECONDS.toNanos(2);

    private final DatagramChannel channel;
    private final int ssrc;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER_BYTES + Wire.RTP.frameBytes());
    private final Runnable forget;
    private boolean finished;
    private long finishedNs;

    private RtpLeg(DatagramChannel channel, int ssrc, Runnable forget) {
        this.channel = channel;
        this.ssrc = ssrc;
        this.forget = forget;
    }

    /** Takes a port on the loopback, so that it can be said from where the packets will come. */
    static DatagramChannel port() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    /**
     * Sends from this port to the engine's from now on.
     *
     * @param forget tells the engine that the stream is over; RTP itself cannot
     */
    static RtpLeg from(DatagramChannel channel, InetSocketAddress engine, int ssrc, Runnable forget)
            throws IOException {
        channel.connect(engine);
        return new RtpLeg(channel, ssrc, forget);
    }

    @Override
    public void send(ByteBuffer frame, long index) throws IOException {
        packet.clear();
        packet.put((byte) 0x80).put((byte) (index == 0 ? MARKER : 0));
        packet.putShort((short) index)
                .putInt((int) (index * Wire.RTP.frameBytes()))
                .putInt(ssrc);
        packet.put(frame).flip();
        if (channel.write(packet) == 0) {
            throw new IOException("the system has no room for a packet");
        }
    }

    @Override
    public boolean isOver() {
        return finished && System.nanoTime() - finishedNs > LAST_PACKET_NS;
    }

    @Override
    public void finish() {
        finished = true;
        finishedNs = System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        forget.run();
        channel.close();
    }
}
