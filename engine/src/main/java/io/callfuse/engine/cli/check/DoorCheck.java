package io.callfuse.engine.cli.check;

import io.callfuse.engine.ingress.rtp.RtpSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Whether an address can be listened on, or somebody, hopefully this engine, already does. */
public final class DoorCheck {
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

    /** Looks at the port that all RTP streams share, or at the address of their own ports. UDP says not who has a port. */
    static Finding lookForRtp(RtpSettings settings) {
        int port = settings.ports().isPresent() ? 0 : settings.listen().getPort();
        String place = settings.listen().getHostString() + ":"
                + settings.ports()
                        .map(range -> range.first() + "-" + range.last())
                        .orElse(Integer.toString(port));
        InetSocketAddress address = new InetSocketAddress(settings.listen().getHostString(), port);
        if (address.isUnresolved()) {
            return Finding.failed("rtp", place + " is an unknown host", "correct rtp.listen");
        }
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.bind(address);
            return Finding.ok("rtp", place + " can be had");
        } catch (BindException taken) {
            return Finding.warning(
                    "rtp",
                    place + " cannot be had now (" + taken.getMessage() + ")",
                    "well if an engine is running here; otherwise give rtp.listen an address of this machine and a free port");
        } catch (IOException refused) {
            return Finding.failed("rtp", place + ": " + refused.getMessage(), "correct rtp.listen");
        }
    }

    /** Whether somebody listens there. */
    public static boolean isAnswered(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
