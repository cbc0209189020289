package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.recording.UdpDatagram.Endpoint;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capture of packets, pcap or pcapng, in which streams of RTP are found: by what SIP messages in it say of them, and by how they look.
 * The file is read once to find them and once more for each. One thread.
 */
public final class Capture {
    /** Random datagrams look like beginnings of streams; those that never went on are forgotten now and then. */
    private static final int MAX_CANDIDATES = 20_000;

    private final CaptureSource source;
    private final Path file;
    private final Map<StreamCandidate.Key, StreamCandidate> candidates = new LinkedHashMap<>();
    private final SessionDescriptions descriptions = new SessionDescriptions();
    private final List<CapturedStream> streams = new ArrayList<>();
    private final List<String> unheard = new ArrayList<>();
    private long frames;
    private long datagrams;
    private long cutOffAt = -1;

    private Capture(CaptureSource source) {
        this.source = source;
        file = source.file();
    }

    /** Whether a file begins like a capture; false too if it cannot be read. */
    public static boolean isCapture(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        ByteBuffer magic = ByteBuffer.allocate(4);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (magic.hasRemaining() && channel.read(magic) >= 0) {
                assert magic.position() > 0 : "a read that read nothing";
            }
        } catch (IOException unreadable) {
            return false;
        }
        return !magic.hasRemaining() && CaptureReader.isCapture(magic.getInt(0));
    }

    /**
     * Finds the streams of a capture.
     *
     * @throws RecordingException if the file is broken, or holds no stream that is heard
     */
    public static Capture open(Path file) throws RecordingException {
        return open(CaptureSource.of(file));
    }

    static Capture open(CaptureSource source) throws RecordingException {
        Capture capture = new Capture(source);
        try (CaptureReader reader = CaptureReader.open(source)) {
            capture.look(reader);
        } catch (IOException failure) {
            throw source.unreadable(failure);
        }
        capture.decide();
        return capture;
    }

    /** The streams that are heard, in the order of their first packets; at least one. */
    public List<CapturedStream> streams() {
        return List.copyOf(streams);
    }

    /** What is wrong with the capture, or left out of it, one line each that names the file. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (cutOffAt >= 0) {
            warnings.add(file + " is cut off: it ends amid a record, at byte " + cutOffAt);
        }
        if (!unheard.isEmpty()) {
            warnings.add(file + " also holds what is not heard: " + String.join("; ", unheard));
        }
        return warnings;
    }

    private void look(CaptureReader reader) throws IOException, RecordingException {
        CapturedFrame frame = new CapturedFrame();
        UdpDatagram datagram = new UdpDatagram();
        RtpPacket packet = new RtpPacket();
        while (reader.next(frame)) {
            frames++;
            if (datagram.read(frame)) {
                datagrams++;
                descriptions.read(datagram.bytes(), datagram.payloadAt(), datagram.payloadBytes());
                if (isRtp(datagram, packet, frame.timeNs())) {
                    candidate(datagram, packet).accept(packet, datagram.cut());
                }
            }
        }
        cutOffAt = reader.cutOffAt();
    }

    /** Reads a datagram as RTP; one that was cut as far as it goes. */
    static boolean isRtp(UdpDatagram datagram, RtpPacket into, long timeNs) {
        byte[] bytes = datagram.bytes();
        int at = datagram.payloadAt();
        int length = datagram.payloadBytes();
        return length > RtpPacket.HEADER_BYTES
                && !RtpPacket.isRtcp(bytes, at, length)
                && into.read(bytes, at, length, timeNs);
    }

    private StreamCandidate candidate(UdpDatagram datagram, RtpPacket packet) {
        StreamCandidate.Key key = new StreamCandidate.Key(datagram.source(), datagram.destination(), packet.ssrc());
        StreamCandidate known = candidates.get(key);
        if (known != null) {
            return known;
        }
        if (candidates.size() >= MAX_CANDIDATES) {
            candidates.values().removeIf(candidate -> candidate.packets() == 1);
        }
        StreamCandidate fresh = new StreamCandidate(key);
        if (candidates.size() < MAX_CANDIDATES) {
            candidates.put(key, fresh);
        }
        return fresh;
    }

    private void decide() throws RecordingException {
        Map<String, Integer> names = new HashMap<>();
        for (StreamCandidate candidate : candidates.values()) {
            Optional<Map<Integer, String>> described =
                    descriptions.of(candidate.key().destination());
            if (!candidate.isStream(described)) {
                continue;
            }
            Optional<RtpFormat> format = candidate.format(described);
            if (format.isEmpty()) {
                unheard.add(
                        candidate.codec(described) + " from " + candidate.key().source());
                continue;
            }
            String name = String.format(
                    "%s#0x%08x", file.getFileName(), candidate.key().ssrc());
            int times = names.merge(name, 1, Integer::sum);
            streams.add(new CapturedStream(source, times == 1 ? name : name + "-" + times, candidate, format.get()));
        }
        if (streams.isEmpty()) {
            throw new RecordingException(file, "holds no stream of RTP that is heard (" + contents() + ")");
        }
    }

    private String contents() {
        String found = frames + " packets, " + datagrams + " of UDP";
        return unheard.isEmpty() ? found : found + "; there is " + String.join("; ", unheard);
    }

    /** Whether a datagram belongs to a stream. */
    static boolean belongs(UdpDatagram datagram, RtpPacket packet, StreamCandidate.Key key) {
        if (packet.ssrc() != key.ssrc()) {
            return false;
        }
        Endpoint source = datagram.source();
        return source.equals(key.source()) && datagram.destination().equals(key.destination());
    }
}
