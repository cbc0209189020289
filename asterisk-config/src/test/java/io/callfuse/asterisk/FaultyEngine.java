package io.callfuse.asterisk;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer that behaves on the wire as an engine with a {@link Fault} does. It proves nothing about the engine, only about what
 * the dialplan does with such a peer. Threads of its own serve the connections.
 */
final class FaultyEngine implements AutoCloseable {
    private static final int FRAMES_OF_A_SECOND = 50;

    private final Fault fault;
    private final Answering answering;
    private final Set<AutoCloseable> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket agi;
    private final ServerSocket audio;
    private volatile boolean stalled;
    private volatile long failedNs;
    private final AtomicInteger hungUp = new AtomicInteger();

    FaultyEngine(Fault fault) {
        this(fault, new Answering() {});
    }

    /** The same, with a delay before each AGI script but {@code ping} is answered. */
    FaultyEngine(Fault fault, Answering answering) {
        this.fault = fault;
        this.answering = answering;
        agi = listen();
        audio = listen();
        switch (fault) {
            case ABSENT -> close();
            case STALLED_BEFORE_ACCEPT -> stalled = true;
            case BLACK_HOLE -> {
                fillBacklog(agi);
                fillBacklog(audio);
            }
            default -> {
                serve(agi, this::answerAgi);
                serve(audio, this::hear);
            }
        }
    }

    /** The extension of the lab that asks this engine. */
    String extension(String way) {
        return way + "-" + agi.getLocalPort() + "-" + audio.getLocalPort();
    }

    /** When it failed during a call, on {@link System#nanoTime()}'s clock; 0 when it was already failing, or never did. */
    long failedNs() {
        return failedNs;
    }

    /** How many connections ended before this engine had ended them. */
    int hungUp() {
        return hungUp.get();
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            sockets.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), fault == Fault.BLACK_HOLE ? 1 : 50);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fillBacklog(ServerSocket server) {
        for (int i = 0; i < 8; i++) {
            Socket filler = new Socket();
            sockets.add(filler);
            try {
                filler.connect(server.getLocalSocketAddress(), 150);
            } catch (IOException full) {
                return;
            }
        }
        throw new IllegalStateException("the backlog never filled");
    }

    /** When a script is answered, and whether the answer came in time. */
    interface Answering {
        /** How long to wait before the answer. */
        default Duration delay() {
            return Duration.ZERO;
        }

        /** Told whether Asterisk still took the answer. */
        default void answered(boolean taken) {}
    }

    private interface Service {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private void serve(ServerSocket server, Service service) {
        start("accept-" + server.getLocalPort(), () -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                start("serve-" + socket.getPort(), () -> service.serve(socket));
            }
        });
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        hungUp.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void answerAgi(Socket socket) throws IOException, InterruptedException {
        if (fault == Fault.STALLED_AFTER_ACCEPT) {
            stall();
        }
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        List<String> environment = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            environment.add(line);
        }
        boolean ping = environment.contains("agi_network_script: ping");
        parkIfStalled();
        if (fault == Fault.STALLED_DURING_AGI) {
            command(socket, in, "SET VARIABLE CALLFUSE_ID \"half\"");
            stall();
        } else if (fault == Fault.KILLED_DURING_AGI) {
            Thread.sleep(500);
            kill();
        } else if (fault == Fault.STALLED_DURING_VERDICT && !ping) {
            stall();
        } else if (ping) {
            command(socket, in, "SET VARIABLE CALLFUSE_ALIVE \"yes\"");
        } else {
            TimeUnit.NANOSECONDS.sleep(answering.delay().toNanos());
            answering.answered(command(socket, in, "SET VARIABLE CALLFUSE_STATE \"answered\""));
        }
        socket.close();
    }

    private boolean command(Socket socket, BufferedReader in, String command) {
        try {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            String answer = in.readLine();
            return answer != null && answer.startsWith("200");
        } catch (IOException closed) {
            hungUp.incrementAndGet();
            return false;
        }
    }

    private void hear(Socket socket) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int frames = 0; frames < FRAMES_OF_A_SECOND; ) {
            parkIfStalled();
            int kind = in.readUnsignedByte();
            in.skipNBytes(in.readUnsignedShort());
            frames += kind == 0x10 ? 1 : 0;
        }
        if (fault == Fault.STALLED_DURING_AUDIO) {
            stall();
        } else if (fault == Fault.KILLED_DURING_AUDIO) {
            kill();
        }
        socket.getOutputStream().write(new byte[] {0, 0, 0});
    }

    private void stall() throws InterruptedException {
        failedNs = System.nanoTime();
        stalled = true;
        parkIfStalled();
    }

    private void parkIfStalled() throws InterruptedException {
        while (stalled) {
            Thread.sleep(3_600_000);
        }
    }

    private void kill() {
        failedNs = System.nanoTime();
        close();
    }

    @Override
    public void close() {
        for (AutoCloseable socket : sockets) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket did not close", e);
            }
        }
    }
}
