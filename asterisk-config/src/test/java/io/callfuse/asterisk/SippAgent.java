package io.callfuse.asterisk;

import java.util.List;
import java.util.Map;

/** An agent's phone: waits for one call, answers it, and stays until it is hung up on. */
final class SippAgent implements AutoCloseable {
    private final int port = AsteriskLab.freeUdpPort();
    private final SippPhone phone;

    SippAgent(AsteriskLab lab) {
        phone = new SippPhone(lab, "agent.xml", Map.of(), List.of("-p", Integer.toString(port)));
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
