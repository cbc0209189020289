package io.callfuse.engine.load;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An engine in a process of its own, so that what it uses can be told from what the sender does. Thread-safe. */
final class EngineProcess implements TestedEngine {
    private static final long START_WITHIN_S = 60;
    private static final long ANSWER_WITHIN_S = 10;
    private static final long STOP_WITHIN_S = 60;
    private static final String LOG = "engine.log";
    private static final String COLLECTOR_LOG = "collector.log";

    /** There can be but one. */
    private static final String COLLECTOR = "-XX:\\+Use\\w*GC";

    /** Flags of the Java machine that are about this process and not about how an engine runs. */
    private static final List<String> NOT_FOR_THE_ENGINE =
            List.of("-Dcallfuse.stderr.terminal", "-agentlib", "-javaagent");

    private final Process process;
    private final EngineLink link;
    private final Path home;
    private final CompletableFuture<int[]> ports = new CompletableFuture<>();
    private final Map<CallId, CompletableFuture<Integer>> rtpPorts = new ConcurrentHashMap<>();
    private final EngineTelling.Calls calls;
    private final Thread reader = new Thread(this::read, "load-reader");
    private volatile boolean closing;

    private EngineProcess(Process process, EngineLink link, Path home, EngineTelling.Calls calls) {
        this.process = process;
        this.link = link;
        this.home = home;
        this.calls = calls;
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts an engine with the flags of this Java machine and waits until it serves.
     *
     * @param config its configuration
     * @param home where its logs go
     * @param cores on which it may run, as {@code taskset} has them; empty for all
     * @param options more flags for its Java machine, which win
     * @param calls told what it says
     * @throws IOException if it does not come up; the message says why
     */
    static EngineProcess start(Path config, Path home, String cores, List<String> options, EngineTelling.Calls calls)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (!cores.isEmpty()) {
            command.addAll(List.of("taskset", "-c", cores));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean another = flag.matches(COLLECTOR) && options.stream().anyMatch(option -> option.matches(COLLECTOR));
            if (!another && NOT_FOR_THE_ENGINE.stream().noneMatch(flag::startsWith)) {
                command.add(flag);
            }
        }
        command.add("-Xlog:gc:file=" + home.resolve(COLLECTOR_LOG) + ":timenanos");
        command.add("-Dcallfuse.log.level=info");
        command.addAll(options);
        try (EngineLink.Door door = new EngineLink.Door()) {
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    ObservedEngine.class.getName(),
                    config.toString(),
                    String.valueOf(door.port())));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve(LOG).toFile());
            builder.environment().put(EngineLink.KEY, String.valueOf(door.key()));
            return await(builder.start(), door, home, calls);
        }
    }

    private static EngineProcess await(Process process, EngineLink.Door door, Path home, EngineTelling.Calls calls)
            throws IOException, InterruptedException {
        boolean up = false;
        try {
            EngineProcess engine = new EngineProcess(process, door.await(process, START_WITHIN_S), home, calls);
            engine.ports.get(START_WITHIN_S, TimeUnit.SECONDS);
            up = true;
            return engine;
        } catch (ExecutionException refused) {
            throw new IOException(refused.getCause().getMessage(), refused);
        } catch (TimeoutException late) {
            throw new IOException("the engine did not come up within " + START_WITHIN_S + " s", late);
        } finally {
            if (!up) {
                process.destroyForcibly();
            }
        }
    }

    private void read() {
        try (link) {
            EngineTelling.read(link.in(), new Ear(), calls);
        } catch (IOException broken) {
            calls.fault("what the engine says cannot be read: " + broken.getMessage());
        }
        String ended = "the engine has ended; see " + log();
        ports.completeExceptionally(new IOException(ended));
        rtpPorts.values().forEach(port -> port.completeExceptionally(new IOException(ended)));
        if (!closing) {
            calls.fault(ended);
        }
    }

    private final class Ear implements EngineTelling.Listener {
        @Override
        public void ready(int audioSocketPort, int webSocketPort) {
            ports.complete(new int[] {audioSocketPort, webSocketPort});
        }

        @Override
        public void rtpPort(CallId call, int port) {
            CompletableFuture<Integer> waiting = rtpPorts.remove(call);
            if (waiting != null) {
                waiting.complete(port);
            }
        }

        @Override
        public void failed(String why) {
            ports.completeExceptionally(new IOException(why));
        }
    }

    @Override
    public LegConnection open(Wire wire, CallId call) throws IOException {
        int[] known = ports.join();
        return switch (wire) {
            case AUDIOSOCKET -> TcpLeg.audioSocket(at(known[0]), call.uuid());
            case WEBSOCKET -> TcpLeg.webSocket(at(known[1]), call.uuid());
            case RTP -> rtp(call);
        };
    }

    private LegConnection rtp(CallId call) throws IOException {
        DatagramChannel from = RtpLeg.port();
        boolean opened = false;
        try {
            CompletableFuture<Integer> port = new CompletableFuture<>();
            rtpPorts.put(call, port);
            synchronized (link) {
                ObservedEngine.expect(link.out(), call, ((InetSocketAddress) from.getLocalAddress()).getPort());
            }
            int to = port.get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
            if (to == 0) {
                throw new IOException("the engine has no port for the RTP of another call");
            }
            RtpLeg leg = RtpLeg.from(from, at(to), call.hashCode(), () -> forget(call));
            opened = true;
            return leg;
        } catch (ExecutionException | TimeoutException | InterruptedException silent) {
            throw new IOException("the engine does not say where to send RTP", silent);
        } finally {
            rtpPorts.remove(call);
            if (!opened) {
                from.close();
            }
        }
    }

    private void forget(CallId call) {
        try {
            synchronized (link) {
                ObservedEngine.forget(link.out(), call);
            }
        } catch (IOException gone) {
            calls.fault("the engine cannot be told that a stream is over: " + gone.getMessage());
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public ProcessReading reading() throws IOException {
        return ProcessReading.of(process.pid());
    }

    /** Where it logs. */
    Path log() {
        return home.resolve(LOG);
    }

    @Override
    public List<CollectorPause> pauses() throws IOException {
        Path file = home.resolve(COLLECTOR_LOG);
        return Files.exists(file) ? CollectorPause.read(Files.readAllLines(file)) : List.of();
    }

    /** Ends it in an orderly way, so that every call is reported. */
    @Override
    public void close() {
        closing = true;
        try {
            link.socket().shutdownOutput();
            if (!process.waitFor(STOP_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(TimeUnit.SECONDS.toMillis(STOP_WITHIN_S));
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
