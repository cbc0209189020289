package io.callfuse.asterisk;

import io.callfuse.dsp.signal.G711;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The earpiece of a phone: receives the RTP (PCMU) that Asterisk sends to it and remembers what was heard when. A thread of its
 * own receives; any thread may ask.
 */
final class PhoneEar implements AutoCloseable {
    private static final int RTP_HEADER_BYTES = 12;
    private static final int PACKETS_OF_A_TONE = 5;

    private final DatagramSocket socket;
    private final long openedNs = System.nanoTime();
    private final List<Heard> heard = new ArrayList<>();

    private record Heard(long arrivalNs, short[] samples) {}

    PhoneEar() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setReceiveBufferSize(1 << 20);
        } catch (SocketException e) {
            throw new UncheckedIOException("no UDP port for an ear", e);
        }
        Thread listener = new Thread(this::listen, "ear-" + socket.getLocalPort());
        listener.setDaemon(true);
        listener.start();
    }

    /** The UDP port at which this ear listens. */
    int port() {
        return socket.getLocalPort();
    }

    /** Says what a file of raw mu-law samples (8 kHz) contains from the port at which this ear listens, over and over. */
    PhoneMouth mouth(int asteriskPort, Path rawMuLaw) {
        return new PhoneMouth(socket, asteriskPort, rawMuLaw);
    }

    /** The keys of the phone of this ear. */
    PhoneKeys keys(int asteriskPort, int payloadType) {
        return new PhoneKeys(socket, asteriskPort, payloadType);
    }

    private void listen() {
        byte[] buffer = new byte[2048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                remember(buffer, packet.getLength());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException("an ear went deaf", e);
                }
            }
        }
    }

    private void remember(byte[] packet, int lengthBytes) {
        boolean pcmu = lengthBytes > RTP_HEADER_BYTES && (packet[1] & 0x7f) == 0;
        if (!pcmu) {
            return;
        }
        short[] samples = new short[lengthBytes - RTP_HEADER_BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = G711.decodeMuLaw(packet[RTP_HEADER_BYTES + i]);
        }
        synchronized (heard) {
            heard.add(new Heard(System.nanoTime(), samples));
        }
    }

    /** When this tone was first heard for 100 ms, on {@link System#nanoTime()}'s clock, at or after the given moment. */
    Optional<Long> firstHeardNs(double frequencyHz, long notBeforeNs) {
        List<Heard> all;
        synchronized (heard) {
            all = List.copyOf(heard);
        }
        for (int i = 0; i + PACKETS_OF_A_TONE <= all.size(); i++) {
            if (all.get(i).arrivalNs() >= notBeforeNs && isTone(all.subList(i, i + PACKETS_OF_A_TONE), frequencyHz)) {
                return Optional.of(all.get(i).arrivalNs());
            }
        }
        return Optional.empty();
    }

    /** The same for the whole time since this ear was opened. */
    Optional<Long> firstHeardNs(double frequencyHz) {
        return firstHeardNs(frequencyHz, openedNs);
    }

    /** Whether this tone was heard in the last 200 ms. */
    boolean hearsNow(double frequencyHz) {
        return firstHeardNs(
                        frequencyHz, System.nanoTime() - Duration.ofMillis(200).toNanos())
                .isPresent();
    }

    /** For how long this tone was heard in all, in s. */
    double heardSeconds(double frequencyHz) {
        List<Heard> all;
        synchronized (heard) {
            all = List.copyOf(heard);
        }
        return all.stream()
                        .filter(packet -> Tone.isHeard(packet.samples(), frequencyHz))
                        .mapToInt(packet -> packet.samples().length)
                        .sum()
                / 8000.0;
    }

    private static boolean isTone(List<Heard> packets, double frequencyHz) {
        return packets.stream().allMatch(packet -> Tone.isHeard(packet.samples(), frequencyHz));
    }

    @Override
    public void close() {
        socket.close();
    }
}
