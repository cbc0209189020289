package io.callfuse.engine.asr.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A vendor's site on this machine, which cuts connections off when it is told to. */
public final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final byte[] content;
    private volatile int cutAfterBytes = Integer.MAX_VALUE;
    private volatile int cuts;
    private volatile boolean resumes = true;
    private final List<String> ranges = new ArrayList<>();

    /** Serves this at any path. */
    public ModelServer(byte[] content) throws IOException {
        this.content = content.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The archive of a model with these files, in a folder of this name. */
    public static byte[] zip(String root, Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(root + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The sum of what is served. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Where it is served. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.zip");
    }

    /** Cuts the next connections off after so many bytes. */
    public void cut(int connections, int afterBytes) {
        cuts = connections;
        cutAfterBytes = afterBytes;
    }

    /** From now on each answer begins at the beginning. */
    public void forgetRanges() {
        resumes = false;
    }

    /** From which byte on each request wanted it. */
    public synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = 0;
        if (range != null && resumes) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
        }
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        int send = rest.length;
        if (cuts > 0) {
            cuts--;
            send = Math.min(send, cutAfterBytes);
        }
        exchange.getResponseBody().write(rest, 0, send);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
