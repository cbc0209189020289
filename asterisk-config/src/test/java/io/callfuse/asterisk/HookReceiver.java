package io.callfuse.asterisk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer's own program that is told by webhook. It turns the first post away as one that is overloaded does, so that one post is
 * told again; takes none whose signature it cannot work out itself, and drops what it has seen.
 */
final class HookReceiver implements AutoCloseable {
    private static final String SECRET = "known-to-both";
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");

    private final AtomicInteger posts = new AtomicInteger();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/hook", this::answer);
        server.start();
    }

    /** The lines of an engine's configuration by which it tells this receiver; its secret is written into the folder. */
    String configuration(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("hook-secret"), SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return "webhooks: [{name: crm, url: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/hook', secretFile: '" + secret.toAbsolutePath()
                + "', events: [fuse, decision, switch, call]}]\n";
    }

    /** The bodies that were taken, in the order in which they came. */
    List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    /** How many posts came, those that were turned away among them. */
    int posts() {
        return posts.get();
    }

    /** What was wrong with posts; empty where nothing was. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 204;
        if (posts.getAndIncrement() == 0) {
            status = 503;
        } else if (isSigned(exchange.getRequestHeaders().getFirst("Callfuse-Signature"), body)) {
            take(exchange, JsonMapper.shared().readTree(body));
        } else {
            faults.add("not signed: " + exchange.getRequestHeaders().entrySet());
            status = 403;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void take(HttpExchange exchange, JsonNode body) {
        String id = exchange.getRequestHeaders().getFirst("Callfuse-Id");
        String type = exchange.getRequestHeaders().getFirst("Callfuse-Event");
        if (!body.path("id").asString("").equals(id)
                || !body.path("type").asString("").equals(type)) {
            faults.add("headers say " + type + " " + id + " of " + body);
        }
        Optional<JsonNode> before = taken.stream()
                .filter(seen -> seen.path("id").equals(body.path("id")))
                .findFirst();
        if (before.isEmpty()) {
            taken.add(body);
        } else if (!before.get().equals(body)) {
            faults.add(before.get() + " was told again as " + body);
        }
    }

    private static boolean isSigned(String signature, byte[] body) {
        Matcher parts = SIGNATURE.matcher(signature == null ? "" : signature);
        if (!parts.matches()) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((parts.group(1) + ".").getBytes(StandardCharsets.US_ASCII));
            return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(parts.group(2)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
