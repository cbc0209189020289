package io.callfuse.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP port of the loopback that leads to another one and can be cut: every connection breaks, and a new one breaks at once. */
final class Cable implements AutoCloseable {
    private final ServerSocket server;
    private final int farPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    Cable(int farPort) {
        this.farPort = farPort;
        try {
            server = new ServerSocket(AsteriskLab.freeTcpPort(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        whole = false;
        open.forEach(Cable::abandon);
    }

    void mend() {
        whole = true;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                open.add(near);
                if (whole) {
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), farPort);
                    open.add(far);
                    start(() -> pass(near, far));
                    start(() -> pass(far, near));
                } else {
                    abandon(near);
                }
            } catch (IOException refused) {
                cutWhatIsOpen();
            }
        }
    }

    /** Nobody at the far end: the near end shall see that, too. */
    private void cutWhatIsOpen() {
        open.forEach(Cable::abandon);
        open.clear();
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n > 0 && whole; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException ended) {
            abandon(to);
        }
    }

    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        whole = false;
        abandonServer();
        cutWhatIsOpen();
    }

    private void abandonServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
