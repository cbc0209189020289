package io.callfuse.engine.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/**
 * The connection between a load test and the engine it has started, on the loopback. The engine's standard output will not do: a Java
 * machine writes there by itself.
 *
 * @param in what the other side says
 * @param out what is said to it; not flushed by itself
 */
record EngineLink(Socket socket, DataInputStream in, DataOutputStream out) implements Closeable {
    /** Names the environment variable by which the engine knows whom it serves. */
    static final String KEY = "CALLFUSE_LOAD_KEY";

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LOOK_EVERY_MS = 100;

    private static EngineLink over(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new EngineLink(
                socket,
                new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES)),
                new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES)));
    }

    /** The engine's side: connects to whoever has started it. */
    static EngineLink connect(int port, long key) throws IOException {
        EngineLink link = over(new Socket(InetAddress.getLoopbackAddress(), port));
        link.out.writeLong(key);
        link.out.flush();
        return link;
    }

    /** Where an engine that is being started is waited for. */
    static final class Door implements Closeable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final long key = new SecureRandom().nextLong();

        Door() throws IOException {
            server.setSoTimeout(LOOK_EVERY_MS);
        }

        int port() {
            return server.getLocalPort();
        }

        long key() {
            return key;
        }

        /** Waits for the engine, and for nobody else. */
        EngineLink await(Process engine, long withinS) throws IOException {
            long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinS);
            while (engine.isAlive() && System.nanoTime() - untilNs < 0) {
                try {
                    EngineLink link = over(server.accept());
                    link.socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(1));
                    if (link.in.readLong() == key) {
                        link.socket.setSoTimeout(0);
                        return link;
                    }
                    link.close();
                } catch (SocketTimeoutException notYet) {
                    continue;
                }
            }
            throw new IOException(engine.isAlive() ? "the engine did not come up in time" : "the engine has ended");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
