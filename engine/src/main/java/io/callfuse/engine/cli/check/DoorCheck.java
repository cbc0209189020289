package io.callfuse.engine.cli.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether an address can be listened on, or somebody, hopefully this engine, already does. */
final class DoorCheck {
    private static final int CONNECT_TIMEOUT_MS = 2000;

    private DoorCheck() {}

    /**
     * Looks at an address of this machine.
     *
     * @param option the option that names it, such as {@code agi.listen}
     */
    static Finding look(String subject, String option, InetSocketAddress configured) {
        InetSocketAddress address = new InetSocketAddress(configured.getHostString(), configured.getPort());
        String place = configured.getHostString() + ":" + configured.getPort();
        if (address.isUnresolved()) {
            return Finding.failed(subject, place + " is an unknown host", "correct " + option);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return Finding.ok(subject, place + " is free");
        } catch (IOException taken) {
            return isAnswered(address)
                    ? Finding.ok(
                            subject, place + " is answered already: an engine is running here, or something else is")
                    : Finding.failed(
                            subject,
                            "cannot listen on " + place + " (" + taken.getMessage() + ")",
                            "give " + option + " an address of this machine and a port that may be used");
        }
    }

    private static boolean isAnswered(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
