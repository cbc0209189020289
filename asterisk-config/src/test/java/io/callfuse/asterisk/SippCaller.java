package io.callfuse.asterisk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A caller: SIPp calls an extension, streams a recording in real time, and hangs up after a while unless he is hung up on. */
final class SippCaller implements AutoCloseable {
    private final SippPhone phone;

    private SippCaller(AsteriskLab lab, String extension, String speak, Duration stay) {
        this(lab, extension, "caller.xml", Map.of("SPEAK", speak, "HOLD_MS", Long.toString(stay.toMillis())));
    }

    private SippCaller(AsteriskLab lab, String extension, String scenario, Map<String, String> words) {
        this(lab, extension, scenario, words, List.of());
    }

    private SippCaller(
            AsteriskLab lab, String extension, String scenario, Map<String, String> words, List<String> more) {
        List<String> options = new ArrayList<>(List.of("127.0.0.1:" + lab.sipPort(), "-s", extension));
        options.addAll(List.of("-p", Integer.toString(AsteriskLab.freeUdpPort()), "-default_behaviors", "bye"));
        options.addAll(more);
        phone = new SippPhone(lab, scenario, words, options);
    }

    /** That many callers within one second, who all speak the same; nobody hears what they are told. */
    static SippCaller storm(AsteriskLab lab, String extension, Path rawMuLaw, Duration stay, int callers) {
        Map<String, String> words = Map.of(
                "SPEAK", speak(rawMuLaw),
                "HOLD_MS", Long.toString(stay.toMillis()),
                "MEDIA_PORT", "[rtpstream_audio_port]");
        String number = Integer.toString(callers);
        return new SippCaller(lab, extension, "caller.xml", words, List.of("-m", number, "-r", number, "-l", number));
    }

    /** Calls and speaks what a file of raw mu-law samples (8 kHz) contains; silence follows by itself. */
    static SippCaller speaking(AsteriskLab lab, String extension, Path rawMuLaw, Duration stay) {
        return new SippCaller(lab, extension, speak(rawMuLaw), stay);
    }

    /** Calls and speaks, puts the other side on hold after a while (re-INVITE sendonly), comes back, and stays as long again. */
    static SippCaller holding(AsteriskLab lab, String extension, Path rawMuLaw, Duration before, Duration onHold) {
        Map<String, String> words = Map.of(
                "SPEAK", speak(rawMuLaw),
                "BEFORE_MS", Long.toString(before.toMillis()),
                "ON_HOLD_MS", Long.toString(onHold.toMillis()),
                "HOLD_MS", Long.toString(before.toMillis()));
        return new SippCaller(lab, extension, "holder.xml", words);
    }

    /** The step of a scenario that streams a file. */
    static String speak(Path rawMuLaw) {
        return "<nop><action><exec rtp_stream=\"" + rawMuLaw + ",1,0,PCMU/8000\"/></action></nop>";
    }

    /** Calls and never sends a single RTP packet. */
    static SippCaller withoutMedia(AsteriskLab lab, String extension, Duration stay) {
        return new SippCaller(lab, extension, "", stay);
    }

    /** Seconds from the start of the call until this tone was first heard, if it was. */
    Optional<Double> secondsUntilHeard(double frequencyHz) {
        return phone.ear().firstHeardNs(frequencyHz).map(ns -> (ns - phone.startedNs()) / 1e9);
    }

    SippPhone phone() {
        return phone;
    }

    @Override
    public void close() {
        phone.close();
    }
}
