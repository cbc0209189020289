package io.callfuse.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What a person does on a phone that SIPp plays: requests within its call, sent when the test says so and not when a scenario's
 * time is over. The phone itself goes on hearing what Asterisk asks. One test thread.
 */
final class SipDialog {
    private static final int RETRANSMIT_MS = 500;
    private static final int TRANSMISSIONS = 30;

    private final InetSocketAddress asterisk;
    private final int phonePort;
    private final int mediaPort;
    private final String callId;
    private final String local;
    private final String remote;
    private int sequence = 100;

    private SipDialog(SippPhone phone, int phonePort, AsteriskLab lab, boolean called) {
        asterisk = new InetSocketAddress(InetAddress.getLoopbackAddress(), lab.sipPort());
        this.phonePort = phonePort;
        mediaPort = phone.ear().port();
        String answer = phone.story().split("SIP/2\\.0 200 OK", 2)[1];
        callId = header(answer, "Call-ID");
        local = header(answer, called ? "To" : "From");
        remote = header(answer, called ? "From" : "To");
    }

    /** The call that this agent has answered. */
    static SipDialog of(SippAgent agent, AsteriskLab lab) {
        return new SipDialog(agent.phone(), agent.port(), lab, true);
    }

    /** The call that this caller has begun and Asterisk has answered. */
    static SipDialog of(SippCaller caller, AsteriskLab lab) {
        return new SipDialog(caller.phone(), 0, lab, false);
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Ends the call; the process of the phone does not notice. */
    void hangUp() {
        ask("BYE", List.of(), "");
    }

    /** Puts the other side on hold (re-INVITE, sendonly). */
    void hold() {
        String session = String.join(
                "\r\n",
                "v=0",
                "o=agent 1 2 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio " + mediaPort + " RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "a=ptime:20",
                "a=sendonly",
                "");
        ask("INVITE", List.of("Content-Type: application/sdp"), session);
    }

    /** Gives the other side to an extension, unasked (blind). */
    void transfer(String extension) {
        refer("<sip:" + extension + "@127.0.0.1:" + asterisk.getPort() + ">");
    }

    /** Gives the other side to whom another call of this person has reached (attended). */
    void transferTo(SipDialog consulted) {
        String replaces = consulted.callId + ";to-tag=" + tag(consulted.remote) + ";from-tag=" + tag(consulted.local);
        String escaped = replaces.replace("@", "%40").replace(";", "%3B").replace("=", "%3D");
        refer("<sip:consulted@127.0.0.1:" + asterisk.getPort() + "?Replaces=" + escaped + ">");
    }

    private static String tag(String party) {
        return party.replaceFirst(".*;tag=", "");
    }

    /** Without a subscription, so that no NOTIFY follows; then this phone says BYE, as phones do. */
    private void refer(String to) {
        ask("REFER", List.of("Refer-To: " + to, "Refer-Sub: false"), "");
        hangUp();
    }

    private void ask(String method, List<String> headers, String body) {
        sequence++;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(RETRANSMIT_MS);
            String request = request(socket, method, headers, body);
            for (int sent = 0; sent < TRANSMISSIONS; sent++) {
                send(socket, request);
                String status = status(socket);
                if (status.startsWith("2") && method.equals("INVITE")) {
                    send(socket, request(socket, "ACK", List.of(), ""));
                }
                if (!status.isEmpty()) {
                    if (!status.startsWith("2")) {
                        throw new IllegalStateException(method + " was answered by " + status);
                    }
                    return;
                }
            }
            throw new IllegalStateException(method + " was not answered");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The final answer; empty where none has come for a while. */
    private static String status(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        try {
            while (true) {
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.startsWith("SIP/2.0 ") && !text.startsWith("SIP/2.0 1")) {
                    return text.substring(8, 11);
                }
            }
        } catch (SocketTimeoutException silence) {
            return "";
        }
    }

    private String request(DatagramSocket socket, String method, List<String> headers, String body) {
        StringBuilder text = new StringBuilder();
        text.append(method)
                .append(" sip:asterisk@127.0.0.1:")
                .append(asterisk.getPort())
                .append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 127.0.0.1:").append(socket.getLocalPort());
        text.append(";branch=z9hG4bK").append(UUID.randomUUID()).append(";rport\r\n");
        text.append("From: ").append(local).append("\r\nTo: ").append(remote).append("\r\n");
        text.append("Call-ID: ")
                .append(callId)
                .append("\r\nCSeq: ")
                .append(sequence)
                .append(' ')
                .append(method);
        text.append("\r\nContact: <sip:agent@127.0.0.1:").append(phonePort).append(">\r\nMax-Forwards: 70\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private void send(DatagramSocket socket, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
    }
}
