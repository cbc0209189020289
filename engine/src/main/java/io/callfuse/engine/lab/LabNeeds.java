package io.callfuse.engine.lab;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the lab needs of the machine, looked at before it is started so that one line can say what is missing. */
final class LabNeeds {
    private static final List<String> TOOLS = List.of("bash", "perl");
    private static final List<String> PACKAGE_TOOLS = List.of("bash", "perl", "apt-get", "dpkg", "dpkg-deb");

    private final LabSettings settings;

    LabNeeds(LabSettings settings) {
        this.settings = settings;
    }

    /**
     * Looks for the commands that the lab calls.
     *
     * @param path directories of commands, as in the environment variable PATH
     */
    void requireTools(String path) throws LabException {
        List<String> needed = settings.isUnpacked() ? TOOLS : PACKAGE_TOOLS;
        List<String> missing =
                needed.stream().filter(tool -> !isOnThePath(tool, path)).toList();
        if (!missing.isEmpty()) {
            throw new LabException("the lab unpacks Asterisk from Debian packages and this machine lacks "
                    + String.join(", ", missing) + ": use a Debian or Ubuntu machine");
        }
    }

    private static boolean isOnThePath(String tool, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    /** Looks whether the ports of Asterisk are free. */
    void requireAsteriskPorts() throws LabException {
        require("SIP_PORT", true, settings.sipPort());
        require("AMI_PORT", false, settings.amiPort());
        require("HTTP_PORT", false, settings.httpPort());
    }

    /** Looks whether the ports of the engine are free. */
    void requireEnginePorts() throws LabException {
        require("AUDIOSOCKET", false, settings.audioSocketPort());
        require("AGI", false, settings.agiPort());
    }

    private static void require(String variable, boolean datagrams, int port) throws LabException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            if (datagrams) {
                new DatagramSocket(address).close();
            } else {
                probe(address);
            }
        } catch (IOException taken) {
            throw new LabException(
                    (datagrams ? "UDP" : "TCP") + " port " + port + " of 127.0.0.1 cannot be had (" + taken.getMessage()
                            + "): free it, or set the environment variable " + variable,
                    taken);
        }
    }

    private static void probe(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
