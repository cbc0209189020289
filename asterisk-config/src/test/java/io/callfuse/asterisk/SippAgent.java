package io.callfuse.asterisk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An agent's phone: waits for one call, answers it, and stays until it is hung up on. */
final class SippAgent implements AutoCloseable {
    private final int port = AsteriskLab.freeUdpPort();
    private final SippPhone phone;

    SippAgent(AsteriskLab lab) {
        this(lab, "");
    }

    private SippAgent(AsteriskLab lab, String speak) {
        phone = new SippPhone(lab, "agent.xml", Map.of("SPEAK", speak), List.of("-p", Integer.toString(port)));
    }

    /** An agent who says what a file of raw mu-law samples (8 kHz) contains as soon as he has answered. */
    static SippAgent speaking(AsteriskLab lab, Path rawMuLaw) {
        return new SippAgent(lab, SippCaller.speak(rawMuLaw));
    }

    /** The SIP port of this phone. */
    int port() {
        return port;
    }

    SippPhone phone() {
        return phone;
    }

    @Override
    public void close() {
        phone.close();
    }
}
