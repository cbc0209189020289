package io.callfuse.engine.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** A receiver on a real socket whose moods a test decides: each answer is a status, or 0 for cutting the connection. */
final class MoodyReceiver implements AutoCloseable {
    /** The connection ends without an answer. */
    static final int CUT = 0;

    final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final int port;
    private volatile IntSupplier mood;

    /** A post that was answered with 200. */
    record Received(String id, String event, String signature, byte[] body) {}

    MoodyReceiver(int port, IntSupplier mood) throws IOException {
        this.mood = mood;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        this.port = server.getAddress().getPort();
    }

    void mood(IntSupplier next) {
        mood = next;
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/hook");
    }

    List<String> ids() {
        synchronized (received) {
            return received.stream().map(Received::id).toList();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = mood.getAsInt();
        if (status == CUT) {
            exchange.close();
            return;
        }
        if (status >= 200 && status < 300) {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Callfuse-Id"),
                    exchange.getRequestHeaders().getFirst("Callfuse-Event"),
                    exchange.getRequestHeaders().getFirst("Callfuse-Signature"),
                    body));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
