package io.callfuse.asterisk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A caller: SIPp calls an extension, streams a recording in real time, and hangs up after a while unless he is hung up on. */
final class SippCaller implements AutoCloseable {
    private final SippPhone phone;

    private SippCaller(AsteriskLab lab, String extension, String speak, Duration stay) {
        Map<String, String> words = Map.of("SPEAK", speak, "HOLD_MS", Long.toString(stay.toMillis()));
        List<String> options = List.of(
                "127.0.0.1:" + lab.sipPort(),
                "-s",
                extension,
                "-p",
                Integer.toString(AsteriskLab.freeUdpPort()),
                "-default_behaviors",
                "bye");
        phone = new SippPhone(lab, "caller.xml", words, options);
    }

    /** Calls and speaks what a file of raw mu-law samples (8 kHz) contains; silence follows by itself. */
    static SippCaller speaking(AsteriskLab lab, String extension, Path rawMuLaw, Duration stay) {
        String speak = "<nop><action><exec rtp_stream=\"" + rawMuLaw + ",1,0,PCMU/8000\"/></action></nop>";
        return new SippCaller(lab, extension, speak, stay);
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
