package io.callfuse.engine.action.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A peer that speaks AMI over a real socket and can misbehave where told: the faults that a real Asterisk cannot be made to
 * show at a chosen moment. What it answers was copied from Asterisk 22.
 */
final class FakeAmi implements AutoCloseable {
    /** What goes wrong with one action; the rest goes well. */
    enum Fault {
        CUT_BEFORE_DOING_IT,
        CUT_AFTER_DOING_IT,
        SILENT_BEFORE_DOING_IT,
        SILENT_AFTER_DOING_IT,
        REFUSED,
        PERMISSION_DENIED,
        ANSWERED_TWICE,
        /** Answers once {@link FakeAmi#release()} is called. */
        HELD,
        /** Answers when the next action has come over the same connection. */
        ANSWERED_WITH_THE_NEXT
    }

    /** A channel in the model: where it is, and whom it is bridged with. */
    static final class FakeChannel {
        final String name;
        final String uniqueId;
        volatile String context;
        volatile String extension;
        volatile int priority;
        volatile String bridgePeer = "";
        /** The application of the dialplan that it is in, and its arguments. */
        volatile String application = "Wait";

        volatile String data = "600";

        FakeChannel(String name, String uniqueId, String context, String extension, int priority) {
            this.name = name;
            this.uniqueId = uniqueId;
            this.context = context;
            this.extension = extension;
            this.priority = priority;
        }

        String place() {
            return context + "," + extension + "," + priority;
        }
    }

    final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    final Set<String> routes = ConcurrentHashMap.newKeySet();
    /** The headers of each queue's summary. */
    final List<String> summaries = new CopyOnWriteArrayList<>();

    /** The queues there are; null: app_queue is not loaded. */
    volatile Set<String> queues = Set.of("support");
    /** Values of channels' variables, by {@code CHANNEL|NAME}. */
    final Map<String, String> variables = new ConcurrentHashMap<>();

    volatile boolean greets = true;
    volatile boolean moves = true;
    volatile boolean endsCallWhenMoved;
    volatile String secret = "s3cret";

    private final Map<String, FakeChannel> channels = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<Socket, Runnable> owed = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final int port;
    private volatile ServerSocket server;
    private volatile Thread accepting;

    FakeAmi() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        accept(server);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    FakeChannel channel(String name, String uniqueId, String context, String extension, int priority) {
        FakeChannel channel = new FakeChannel(name, uniqueId, context, extension, priority);
        channels.put(uniqueId, channel);
        return channel;
    }

    void hangUp(FakeChannel channel) {
        channels.remove(channel.uniqueId);
    }

    void fault(String action, Fault... inTurn) {
        faults.computeIfAbsent(action.toLowerCase(), key -> new ArrayDeque<>()).addAll(List.of(inTurn));
    }

    void release() {
        released.countDown();
    }

    long count(String action) {
        return actions.stream()
                .filter(a -> a.get("action").equalsIgnoreCase(action))
                .count();
    }

    Map<String, String> last(String action) {
        return actions.stream()
                .filter(a -> a.get("action").equalsIgnoreCase(action))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Sends an event to all who are connected. */
    void event(String... lines) {
        String text = String.join("\r\n", lines) + "\r\n\r\n";
        sockets.forEach(socket -> send(socket, text));
    }

    /** Breaks all connections and refuses new ones, as if Asterisk were gone. */
    void stop() throws IOException {
        server.close();
        try {
            // Until its last accept has returned, the kernel would still take a connection.
            accepting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        cutAll();
    }

    /** Listens again at the same port. */
    void restart() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(address());
        server = again;
        accept(again);
    }

    void cutAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        release();
        stop();
    }

    private void accept(ServerSocket listening) {
        accepting = daemon(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    daemon(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-ami");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        try {
            if (greets) {
                send(socket, "Asterisk Call Manager/11.0.0\r\n");
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Map<String, String> action = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    String[] parts = line.split(":", 2);
                    action.merge(
                            parts[0].trim().toLowerCase(),
                            parts.length == 1 ? "" : parts[1].trim(),
                            (a, b) -> a + "|" + b);
                } else if (!action.isEmpty()) {
                    answer(socket, action);
                    action = new LinkedHashMap<>();
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            sockets.remove(socket);
        }
    }

    private void answer(Socket socket, Map<String, String> action) throws IOException {
        actions.add(action);
        Optional.ofNullable(owed.remove(socket)).ifPresent(Runnable::run);
        String name = action.get("action").toLowerCase();
        Deque<Fault> waiting = faults.get(name);
        Fault fault = waiting == null ? null : waiting.poll();
        if (fault == null) {
            reply(socket, action, perform(name, action));
            return;
        }
        switch (fault) {
            case CUT_BEFORE_DOING_IT -> socket.close();
            case CUT_AFTER_DOING_IT -> {
                perform(name, action);
                socket.close();
            }
            case SILENT_BEFORE_DOING_IT -> {}
            case SILENT_AFTER_DOING_IT -> perform(name, action);
            case REFUSED -> reply(socket, action, "Response: Error\r\nMessage: Redirect failed");
            case PERMISSION_DENIED -> reply(socket, action, "Response: Error\r\nMessage: Permission denied");
            case ANSWERED_TWICE -> {
                String text = perform(name, action);
                reply(socket, action, text);
                reply(socket, action, text);
            }
            case ANSWERED_WITH_THE_NEXT -> {
                String text = perform(name, action);
                owed.put(socket, () -> reply(socket, action, text));
            }
            case HELD -> {
                awaitRelease();
                reply(socket, action, perform(name, action));
            }
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String perform(String name, Map<String, String> action) {
        return switch (name) {
            case "challenge" -> "Response: Success\r\nChallenge: 842910";
            case "login" ->
                Md5.hex("842910" + secret).equals(action.get("key"))
                        ? "Response: Success\r\nMessage: Authentication accepted"
                        : "Response: Error\r\nMessage: Authentication failed";
            case "logoff" -> "Response: Goodbye\r\nMessage: Thanks for all the fish.";
            case "ping" -> "Response: Success\r\nPing: Pong\r\nTimestamp: 1.5";
            case "status" -> status(action);
            case "queuesummary" -> queueSummary();
            case "getvar" -> "Response: Success\r\nVariable: " + action.get("variable") + "\r\nValue: " + value(action);
            case "setvar" -> {
                variables.put(action.get("channel") + "|" + action.get("variable"), action.getOrDefault("value", ""));
                yield "Response: Success\r\nMessage: Variable Set";
            }
            case "redirect" -> redirect(action);
            case "originate" -> "Response: Success\r\nMessage: Originate successfully queued";
            default -> "Response: Success\r\nMessage: done";
        };
    }

    private String value(Map<String, String> action) {
        String variable = action.get("variable");
        if (variable.startsWith("QUEUE_EXISTS(") && queues != null) {
            return queues.contains(variable.substring("QUEUE_EXISTS(".length(), variable.length() - 1)) ? "1" : "0";
        }
        if (!variable.startsWith("DIALPLAN_EXISTS(")) {
            return variables.getOrDefault(action.get("channel") + "|" + variable, "");
        }
        return routes.contains(variable.substring("DIALPLAN_EXISTS(".length(), variable.length() - 1)) ? "1" : "0";
    }

    private String redirect(Map<String, String> action) {
        FakeChannel caller = find(action.get("channel"));
        if (caller == null) {
            return "Response: Error\r\nMessage: Channel does not exist";
        }
        String extra = action.get("extrachannel");
        if (extra != null && find(extra) == null) {
            return "Response: Error\r\nMessage: ExtraChannel does not exist";
        }
        if (moves) {
            move(caller, action.get("context"), action.get("exten"), action.get("priority"));
            if (extra != null) {
                move(find(extra), action.get("extracontext"), action.get("extraexten"), action.get("extrapriority"));
            }
        }
        if (endsCallWhenMoved) {
            hangUp(caller);
        }
        return "Response: Success\r\nMessage: Redirect successful";
    }

    private static void move(FakeChannel channel, String context, String extension, String priority) {
        channel.context = context;
        channel.extension = extension;
        channel.priority = Integer.parseInt(priority);
        channel.bridgePeer = "";
    }

    private FakeChannel find(String key) {
        return channels.values().stream()
                .filter(channel -> channel.uniqueId.equals(key) || channel.name.equals(key))
                .findFirst()
                .orElse(null);
    }

    private String status(Map<String, String> action) {
        String wanted = action.get("channel");
        if (wanted != null && find(wanted) == null) {
            return "Response: Error\r\nMessage: No such channel";
        }
        StringBuilder text =
                new StringBuilder("Response: Success\r\nEventList: start\r\nMessage: Channel status will follow");
        channels.values().stream()
                .filter(channel -> wanted == null || channel == find(wanted))
                .forEach(channel -> text.append("\r\nACTIONID\r\n\r\n").append(show(channel)));
        return text.append(
                        "\r\nACTIONID\r\n\r\nEvent: StatusComplete\r\nEventList: Complete\r\nListItems: 1\r\nItems: 1")
                .toString();
    }

    private String queueSummary() {
        StringBuilder text =
                new StringBuilder("Response: Success\r\nEventList: start\r\nMessage: Queue summary will follow");
        summaries.forEach(queue ->
                text.append("\r\nACTIONID\r\n\r\nEvent: QueueSummary\r\n").append(queue));
        return text.append("\r\nACTIONID\r\n\r\nEvent: QueueSummaryComplete\r\nEventList: Complete\r\nListItems: 1")
                .toString();
    }

    private static String show(FakeChannel channel) {
        return String.join(
                "\r\n",
                "Event: Status",
                "Privilege: Call",
                "Channel: " + channel.name,
                "CallerIDNum: <unknown>",
                "Context: " + channel.context,
                "Exten: " + channel.extension,
                "Priority: " + channel.priority,
                "Application: " + channel.application,
                "Data: " + channel.data,
                "Uniqueid: " + channel.uniqueId,
                "Linkedid: " + channel.uniqueId,
                "BridgeID: " + (channel.bridgePeer.isEmpty() ? "" : "b1"),
                "Variable: BRIDGEPEER=" + (channel.bridgePeer.isEmpty() ? "(null)" : channel.bridgePeer));
    }

    private static void reply(Socket socket, Map<String, String> action, String text) {
        String id = "ActionID: " + action.get("actionid");
        send(socket, text.replace("ACTIONID", id) + "\r\n" + id + "\r\n\r\n");
    }

    private static void send(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            synchronized (out) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
