package io.callfuse.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between Asterisk and the engine's AGI port and does something in the middle of the conversation: when the engine has
 * sent its first command, before Asterisk sees it. Threads of its own pass the bytes on.
 */
final class AgiTripwire implements AutoCloseable {
    private final ServerSocket server;
    private final int enginePort;
    private final Runnable onFirstCommand;
    private volatile long trippedNs;

    AgiTripwire(int enginePort, Runnable onFirstCommand) {
        this.enginePort = enginePort;
        this.onFirstCommand = onFirstCommand;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** When it tripped, on {@link System#nanoTime()}'s clock; 0 when it has not. */
    long trippedNs() {
        return trippedNs;
    }

    private interface Task {
        void run() throws IOException;
    }

    private void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException ended) {
                if (!server.isClosed()) {
                    System.err.println("tripwire: a conversation ended: " + ended.getMessage());
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket asterisk = server.accept();
            Socket engine = new Socket(InetAddress.getLoopbackAddress(), enginePort);
            start(() -> pass(asterisk, engine, false));
            start(() -> pass(engine, asterisk, true));
        }
    }

    private void pass(Socket from, Socket to, boolean trips) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (trips && trippedNs == 0) {
                    trippedNs = System.nanoTime();
                    onFirstCommand.run();
                }
                out.write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
