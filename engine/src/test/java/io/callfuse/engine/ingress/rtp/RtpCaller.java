package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.admission.Networks;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The far end of an RTP stream, on a socket of its own. */
final class RtpCaller implements AutoCloseable {
    private final DatagramSocket socket;
    private final InetSocketAddress to;
    private int sequence = 65_530;
    private int timestamp = -1000;

    RtpCaller(InetSocketAddress to) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.to = new InetSocketAddress(to.getHostString(), to.getPort());
    }

    /** One port for all calls, on this machine. */
    static RtpSettings settings(InetSocketAddress listen) {
        return new RtpSettings(
                listen,
                Optional.empty(),
                Optional.empty(),
                Networks.LOOPBACK,
                Duration.ofMillis(60),
                Duration.ofSeconds(30));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Sends the next 20 ms at 8 kHz. */
    void audio(RtpFormat format, short[] samples, int from) throws IOException {
        send(RtpBytes.packet(
                format.payloadType(), sequence++, timestamp, 5, RtpBytes.payload(format, samples, from, 160)));
        timestamp += 160;
    }

    /** Sends the one packet of a key; the audio goes on in its time. */
    void event(int event) throws IOException {
        send(RtpBytes.packet(101, sequence++, timestamp, 5, RtpBytes.event(event, true, 160)));
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void close() {
        socket.close();
    }
}
