package io.callfuse.engine.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/** Asterisk's manager interface over real sockets, which delays, refuses, repeats, forgets and breaks by a seed. */
final class SimulatedManager implements AutoCloseable {
    static final String SECRET = "s3cret";

    /** What goes wrong with one action. */
    enum Fault {
        CUT_BEFORE_DOING_IT,
        CUT_AFTER_DOING_IT,
        SILENT_BEFORE_DOING_IT,
        SILENT_AFTER_DOING_IT,
        REFUSED,
        ANSWERED_TWICE,
        LATE,
        LOGIN_REFUSED
    }

    /** What can be asked of the simulated Asterisk. */
    interface Desk {
        /** Does it, and returns the answer without its {@code ActionID}; where events follow, {@code ACTIONID} stands for it. */
        String perform(String name, Map<String, String> action);
    }

    private static final String CHALLENGE = "842910";
    private static final int LATE_AT_MOST_MS = 30;

    private final Desk desk;
    private final Random chance;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> loggedIn = ConcurrentHashMap.newKeySet();
    private final AtomicInteger loginsToRefuse = new AtomicInteger();
    private final ConcurrentMap<Fault, LongAdder> happened = new ConcurrentHashMap<>();
    final LongAdder actions = new LongAdder();
    /** From when on anything goes wrong. */
    volatile boolean misbehaves;

    SimulatedManager(long seed, Desk desk) throws IOException {
        this.desk = desk;
        chance = new Random(seed);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    /** How often what happened. */
    Map<Fault, LongAdder> happened() {
        return happened;
    }

    /** How often a connection broke so far. */
    long cuts() {
        return happened.entrySet().stream()
                .filter(fault -> fault.getKey().compareTo(Fault.SILENT_AFTER_DOING_IT) <= 0)
                .mapToLong(fault -> fault.getValue().sum())
                .sum();
    }

    /** Whether anybody is logged in. */
    boolean isHeard() {
        return !loggedIn.isEmpty();
    }

    /** Tells all who are logged in. */
    void event(String... lines) {
        String text = String.join("\r\n", lines) + "\r\n\r\n";
        loggedIn.forEach(socket -> send(socket, text));
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(SimulatedManager::cut);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "simulated-manager");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        try {
            send(socket, "Asterisk Call Manager/11.0.0\r\n");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Map<String, String> action = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    String[] parts = line.split(":", 2);
                    action.put(parts[0].trim().toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1].trim());
                } else if (!action.isEmpty()) {
                    answer(socket, action);
                    action = new LinkedHashMap<>();
                }
            }
        } catch (IOException closed) {
            loggedIn.remove(socket);
        } finally {
            loggedIn.remove(socket);
            sockets.remove(socket);
            cut(socket);
        }
    }

    private void answer(Socket socket, Map<String, String> action) {
        String name = action.get("action").toLowerCase(Locale.ROOT);
        actions.increment();
        Fault fault = misbehaves ? fault(name) : null;
        if (fault == null) {
            reply(socket, action, perform(socket, name, action), 1);
            return;
        }
        happened.computeIfAbsent(fault, key -> new LongAdder()).increment();
        switch (fault) {
            case CUT_BEFORE_DOING_IT -> breakOff(socket);
            case CUT_AFTER_DOING_IT -> {
                perform(socket, name, action);
                breakOff(socket);
            }
            case SILENT_BEFORE_DOING_IT -> loggedIn.remove(socket);
            case SILENT_AFTER_DOING_IT -> {
                perform(socket, name, action);
                loggedIn.remove(socket);
            }
            case REFUSED -> reply(socket, action, "Response: Error\r\nMessage: " + name + " failed", 1);
            case LOGIN_REFUSED -> reply(socket, action, "Response: Error\r\nMessage: Authentication failed", 1);
            case ANSWERED_TWICE -> reply(socket, action, perform(socket, name, action), 2);
            case LATE -> {
                pause(chance.nextInt(LATE_AT_MOST_MS));
                reply(socket, action, perform(socket, name, action), 1);
            }
        }
    }

    private void breakOff(Socket socket) {
        loggedIn.remove(socket);
        loginsToRefuse.set(Math.max(0, chance.nextInt(6) - 3));
        cut(socket);
    }

    /** Those that do something are struck often, those that only mark or look seldom: there are fifty times as many. */
    private Fault fault(String name) {
        if (name.equals("login")) {
            return loginsToRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Fault.LOGIN_REFUSED : null;
        }
        if (name.equals("challenge") || name.equals("logoff")) {
            return null;
        }
        boolean moves = name.equals("redirect");
        double dice = chance.nextDouble() * (moves || name.equals("originate") ? 1 : 50);
        double bound = 0;
        for (Fault fault : Fault.values()) {
            bound += likelihood(fault, moves);
            if (dice < bound) {
                return fault;
            }
        }
        return null;
    }

    /** A caller is moved twice, if ever, where he was moved and nobody heard so. */
    private static double likelihood(Fault fault, boolean moves) {
        return switch (fault) {
            case CUT_BEFORE_DOING_IT -> 0.01;
            case CUT_AFTER_DOING_IT -> moves ? 0.08 : 0.01;
            case SILENT_BEFORE_DOING_IT -> 0.004;
            case SILENT_AFTER_DOING_IT -> moves ? 0.02 : 0.004;
            case REFUSED -> 0.02;
            case ANSWERED_TWICE -> 0.03;
            case LATE -> 0.2;
            case LOGIN_REFUSED -> 0;
        };
    }

    private String perform(Socket socket, String name, Map<String, String> action) {
        return switch (name) {
            case "challenge" -> "Response: Success\r\nChallenge: " + CHALLENGE;
            case "login" -> {
                if (!md5(CHALLENGE + SECRET).equals(action.get("key"))) {
                    yield "Response: Error\r\nMessage: Authentication failed";
                }
                loggedIn.add(socket);
                yield "Response: Success\r\nMessage: Authentication accepted";
            }
            case "logoff" -> "Response: Goodbye\r\nMessage: Thanks for all the fish.";
            case "ping" -> "Response: Success\r\nPing: Pong\r\nTimestamp: 1.5";
            default -> desk.perform(name, action);
        };
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void reply(Socket socket, Map<String, String> action, String text, int times) {
        String id = "ActionID: " + action.get("actionid");
        UnaryOperator<String> named = answer -> answer.replace("ACTIONID", id) + "\r\n" + id + "\r\n\r\n";
        for (int i = 0; i < times; i++) {
            send(socket, named.apply(text));
        }
    }

    /** What cannot be sent any more is lost, as with a real one. */
    private static void send(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            synchronized (socket) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException broken) {
            cut(socket);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void pause(int ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
