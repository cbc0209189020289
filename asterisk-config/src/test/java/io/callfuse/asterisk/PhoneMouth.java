package io.callfuse.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The mouthpiece of a phone that speaks when the test says so: mu-law by RTP, a packet each 20 ms, over and over. A thread of its own. */
final class PhoneMouth implements AutoCloseable {
    private static final int PACKET_BYTES = 160;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int SSRC = 0xca11;

    private final DatagramSocket socket;
    private final int asteriskPort;
    private final byte[] speech;
    private final ScheduledExecutorService clock;
    private int sent;

    /** Begins to say what a file of raw mu-law samples (8 kHz) contains. */
    PhoneMouth(DatagramSocket socket, int asteriskPort, Path rawMuLaw) {
        this.socket = socket;
        this.asteriskPort = asteriskPort;
        try {
            speech = Files.readAllBytes(rawMuLaw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mouth-" + socket.getLocalPort());
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleAtFixedRate(this::next, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void next() {
        int at = sent % (speech.length / PACKET_BYTES) * PACKET_BYTES;
        ByteBuffer packet = ByteBuffer.allocate(RTP_HEADER_BYTES + PACKET_BYTES);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sent)
                .putInt(sent * PACKET_BYTES)
                .putInt(SSRC);
        packet.put(speech, at, PACKET_BYTES);
        try {
            socket.send(new DatagramPacket(
                    packet.array(), packet.capacity(), InetAddress.getLoopbackAddress(), asteriskPort));
        } catch (IOException e) {
            throw new UncheckedIOException("a mouth went dumb", e);
        }
        sent++;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
