package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.recording.UdpDatagram.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What SIP messages in a capture say of the audio to come: for each place to which it is to be sent, the meaning of its payload types
 * (RFC 4566, {@code c=}, {@code m=audio} and {@code a=rtpmap}). Anything that is not understood is passed over. One thread.
 */
final class SessionDescriptions {
    private static final int MAX_PLACES = 100_000;
    private static final Pattern CONNECTION = Pattern.compile("IN IP[46] ([0-9A-Fa-f.:]{2,45})(/.*)?");
    private static final Pattern AUDIO = Pattern.compile("audio ([0-9]{1,5})(/[0-9]+)? RTP/S?AVPF? ([0-9 ]+)");
    private static final Pattern MAPPING = Pattern.compile("rtpmap:([0-9]{1,3}) ([A-Za-z0-9_.-]+/[0-9]+)(/.*)?");

    private final Map<Endpoint, Map<Integer, String>> places = new HashMap<>();

    /** Reads a datagram if it looks like SIP. */
    void read(byte[] bytes, int offset, int length) {
        if (looksLikeSip(bytes, offset, length)) {
            readSession(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }
    }

    /** Returns the names of payload types, such as {@code L16/16000}, of what is sent to this place; empty if nobody said. */
    Optional<Map<Integer, String>> of(Endpoint destination) {
        return Optional.ofNullable(places.get(destination));
    }

    private static boolean looksLikeSip(byte[] bytes, int offset, int length) {
        if (length < 20 || bytes[offset] < 'A' || bytes[offset] > 'Z') {
            return false;
        }
        String line = new String(bytes, offset, Math.min(length, 200), StandardCharsets.ISO_8859_1);
        return line.startsWith("SIP/2.0 ") || line.split("\r?\n", 2)[0].endsWith(" SIP/2.0");
    }

    private void readSession(String message) {
        String host = "";
        Audio audio = null;
        for (String line : message.split("\r?\n")) {
            if (line.length() < 3 || line.charAt(1) != '=') {
                continue;
            }
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'c' -> {
                    String connected = connection(value);
                    host = audio == null ? connected : host;
                    if (audio != null) {
                        audio.host = connected;
                    }
                }
                case 'm' -> {
                    keep(audio);
                    audio = audio(value, host);
                }
                case 'a' -> map(audio, value);
                default -> {
                    // Nothing that says how the audio is coded.
                }
            }
        }
        keep(audio);
    }

    private static String connection(String value) {
        Matcher form = CONNECTION.matcher(value);
        return form.matches() ? form.group(1) : "";
    }

    private static Audio audio(String value, String host) {
        Matcher form = AUDIO.matcher(value);
        return form.matches() ? new Audio(host, Integer.parseInt(form.group(1))) : null;
    }

    private static void map(Audio audio, String value) {
        Matcher form = MAPPING.matcher(value);
        if (audio != null && form.matches()) {
            audio.names.put(Integer.parseInt(form.group(1)), form.group(2).toUpperCase(Locale.ROOT));
        }
    }

    private void keep(Audio audio) {
        if (audio == null || audio.host.isEmpty() || audio.port > 0xffff || places.size() >= MAX_PLACES) {
            return;
        }
        try {
            // The pattern lets no name through, so nothing is looked up.
            InetAddress address = InetAddress.getByName(audio.host);
            places.computeIfAbsent(new Endpoint(address, audio.port), unused -> new HashMap<>())
                    .putAll(audio.names);
        } catch (UnknownHostException malformed) {
            // Digits and dots that are no address.
        }
    }

    private static final class Audio {
        private final Map<Integer, String> names = new LinkedHashMap<>();
        private final int port;
        private String host;

        Audio(String host, int port) {
            this.host = host;
            this.port = port;
        }
    }
}
