package io.callfuse.engine.action.agi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One AGI request on the wire: lines of bounded length, read and written by one thread; closed by any. */
final class AgiConnection implements SocketConnectionFacade {
    private static final Logger log = LoggerFactory.getLogger(AgiConnection.class);
    private static final int LINE_BYTES = 8192;
    private static final int REQUEST_LINES = 512;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final StringBuilder unsent = new StringBuilder();
    private final byte[] line = new byte[LINE_BYTES];
    private final Consumer<AgiConnection> forget;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable onClose = () -> {};
    private int lines;

    AgiConnection(Socket socket, Consumer<AgiConnection> forget) throws IOException {
        this.socket = socket;
        this.forget = forget;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** What else is to be done at the end; runs at once if that has come already. */
    void onClose(Runnable action) {
        onClose = action;
        if (closed.get()) {
            action.run();
        }
    }

    /** Who asks, for messages. */
    String peer() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Returns the next line without its end, or null at the end of the stream. */
    @Override
    public String readLine() throws IOException {
        if (++lines > REQUEST_LINES) {
            throw refuse("more than " + REQUEST_LINES + " lines");
        }
        int length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (length == LINE_BYTES) {
                throw refuse("a line longer than " + LINE_BYTES + " bytes");
            }
            line[length++] = (byte) next;
            next = in.read();
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private IOException refuse(String what) {
        String message = "AGI request of " + peer() + " refused: " + what;
        log.warn(message);
        return new IOException(message);
    }

    @Override
    public void write(String text) {
        unsent.append(text);
    }

    @Override
    public void flush() throws IOException {
        byte[] bytes = unsent.toString().getBytes(StandardCharsets.UTF_8);
        unsent.setLength(0);
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            forget.accept(this);
            onClose.run();
            try {
                socket.close();
            } catch (IOException fault) {
                log.debug("AGI connection of {} closed badly: {}", peer(), fault.getMessage());
            }
        }
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }
}
