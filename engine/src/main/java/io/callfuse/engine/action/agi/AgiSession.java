package io.callfuse.engine.action.agi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on the wire: its environment, then a command at a time and its reply, all without waiting. Lines and their
 * number are bounded. For the thread of {@link AgiLoop} alone.
 */
final class AgiSession {
    private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);
    private static final int LINE_BYTES = 8192;
    private static final int REQUEST_LINES = 512;

    /** Hears of a session. */
    interface Listener {
        /** The environment is complete. */
        void asked(AgiSession session, AgiRequest request);

        /** Every command has its reply; what {@code GET VARIABLE} brought is told. */
        void replied(AgiSession session, Map<String, String> values);
    }

    private record Command(String line, String variable) {}

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final SelectionKey key;
    private final long deadlineNs;
    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Deque<Command> commands = new ArrayDeque<>();
    private Map<String, String> values = new LinkedHashMap<>();
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private int lines;
    private boolean asked;

    AgiSession(SocketChannel channel, SelectionKey key, long deadlineNs, Listener listener) throws IOException {
        this.channel = channel;
        this.key = key;
        this.deadlineNs = deadlineNs;
        this.listener = listener;
        peer = (InetSocketAddress) channel.getRemoteAddress();
    }

    /** Who asks, for messages. */
    String peer() {
        return peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }

    InetSocketAddress peerAddress() {
        return peer;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Asks for variables; the listener is told their values when all have come. */
    void get(Iterable<String> names) throws IOException {
        names.forEach(name -> commands.add(new Command(AgiReply.get(name), name)));
        begin();
    }

    /** Sets variables; the listener is told when all are set. */
    void set(Map<String, String> variables) throws IOException {
        variables.forEach((name, value) -> commands.add(new Command(AgiReply.set(name, value), "")));
        begin();
    }

    private void begin() throws IOException {
        values = new LinkedHashMap<>();
        next();
    }

    private void next() throws IOException {
        if (commands.isEmpty()) {
            listener.replied(this, values);
            return;
        }
        unsent = ByteBuffer.wrap(commands.peek().line().getBytes(StandardCharsets.UTF_8));
        write();
    }

    /** Sends what the peer takes; the rest when it takes more. */
    void write() throws IOException {
        channel.write(unsent);
        if (key.isValid()) {
            key.interestOps(
                    unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Reads what has come; false at the end of the stream. */
    boolean read(ByteBuffer scratch) throws IOException {
        scratch.clear();
        int count = channel.read(scratch);
        if (count < 0) {
            return false;
        }
        scratch.flip();
        while (scratch.hasRemaining() && channel.isOpen()) {
            byte next = scratch.get();
            if (next == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                heard(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            } else if (line.size() == LINE_BYTES) {
                throw new IOException("a line is longer than " + LINE_BYTES + " bytes");
            } else {
                line.write(next);
            }
        }
        return true;
    }

    private void heard(String text) throws IOException {
        if (++lines > REQUEST_LINES) {
            throw new IOException("more than " + REQUEST_LINES + " lines");
        }
        if (!asked) {
            environment(text);
        } else if (!commands.isEmpty() && AgiReply.isLast(text)) {
            String variable = commands.remove().variable();
            if (!variable.isEmpty()) {
                AgiReply.value(text).ifPresent(value -> values.put(variable, value));
            }
            next();
        }
    }

    private void environment(String text) {
        if (text.isEmpty()) {
            asked = true;
            listener.asked(this, new AgiRequest(Map.copyOf(environment), Map.of(), peer()));
            return;
        }
        int colon = text.indexOf(':');
        if (colon > 0) {
            environment.put(text.substring(0, colon), text.substring(colon + 1).strip());
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException fault) {
            LOG.debug("AGI connection of {} closed badly: {}", peer(), fault.getMessage());
        }
    }
}
