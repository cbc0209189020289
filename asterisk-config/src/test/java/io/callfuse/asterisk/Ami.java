package io.callfuse.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As much of AMI as a test needs to play an operator: one action and its answer at a time. One test thread. */
final class Ami implements AutoCloseable {
    private static final int LIMIT_MS = 10_000;

    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    /** Logs in as the engine does. */
    Ami(AsteriskLab lab) {
        this(lab, "callfuse");
    }

    /** Logs in as {@code callfuse}, or as {@code lab}, who may do all. */
    Ami(AsteriskLab lab, String user) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), lab.amiPort());
            socket.setSoTimeout(LIMIT_MS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ask("Login", "Username: " + user, "Secret: " + lab.amiSecret(), "Events: off");
    }

    /** The agent on this channel gives his caller to an extension, and is out of the call. */
    void blindTransfer(String agentChannel, String context, String extension) {
        ask("BlindTransfer", "Channel: " + agentChannel, "Context: " + context, "Exten: " + extension);
    }

    /** Mutes what comes from this channel, or ends that. */
    void mute(String channel, boolean on) {
        ask("MuteAudio", "Channel: " + channel, "Direction: in", "State: " + (on ? "on" : "off"));
    }

    private void ask(String action, String... headers) {
        try {
            out.write("Action: " + action + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
            out.flush();
            StringBuilder answer = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                answer.append(line).append('\n');
            }
            if (!answer.toString().startsWith("Response: Success")) {
                throw new IllegalStateException(action + ": " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
