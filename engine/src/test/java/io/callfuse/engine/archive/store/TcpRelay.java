package io.callfuse.engine.archive.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this machine, and can cut every connection as a dead network would. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    TcpRelay(int target) throws IOException {
        this.target = target;
        start("relay", this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections and takes none until what is returned is closed. */
    AutoCloseable cut() throws IOException {
        cut = true;
        closeAll();
        return () -> cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                if (cut) {
                    client.close();
                    server.close();
                    continue;
                }
                start("relay-in", () -> copy(client, server));
                start("relay-out", () -> copy(server, client));
            } catch (IOException closed) {
                // The door is closed, or the server is: the loop ends, or the next one tries again.
                Thread.onSpinWait();
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException cutOff) {
            sockets.remove(from);
        }
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
    }
}
