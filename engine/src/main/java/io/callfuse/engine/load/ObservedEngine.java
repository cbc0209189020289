package io.callfuse.engine.load;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.CallObserver;
import io.callfuse.engine.Engine;
import io.callfuse.engine.EngineStartException;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.rtp.RtpBindException;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.models.EmotionModel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The engine of a load test, in a process of its own: the same as {@code callfuse serve} runs, and besides it says each score and each
 * end of a call to whoever has started it, as {@link EngineTelling} has it, and is told from where the RTP of a call will come. It ends
 * when that {@link EngineLink} does.
 */
public final class ObservedEngine {
    private static final char EXPECT = 'X';
    private static final char FORGET = 'G';

    private final BlockingQueue<Telling> tellings = new LinkedBlockingQueue<>();
    private final EngineLink link;

    /** Something to be said. */
    private interface Telling {
        void write(DataOutputStream out) throws IOException;
    }

    private ObservedEngine(EngineLink link) {
        this.link = link;
    }

    /** Arguments: the configuration, and the port at which it is waited for. */
    public static void main(String[] args) throws IOException {
        long key = Long.parseLong(System.getenv(EngineLink.KEY));
        try (EngineLink link = EngineLink.connect(Integer.parseInt(args[1]), key)) {
            new ObservedEngine(link).serve(Path.of(args[0]));
        }
        System.exit(0);
    }

    private void serve(Path file) throws IOException {
        Thread writer = new Thread(this::tell, "load-telling");
        writer.setDaemon(true);
        writer.start();
        try {
            LoadedConfig config = ConfigLoader.load(file);
            EmotionModel model = config.config().model().file().isPresent()
                    ? EmotionModel.load(config.config().model().file().get())
                    : EmotionModel.embedded();
            try (Engine engine = new Engine(config, model)) {
                engine.observe(new Observer());
                engine.start();
                int audioSocket = engine.audioSocketAddress().getPort();
                int webSocket = engine.webSocketAddress()
                        .map(InetSocketAddress::getPort)
                        .orElse(0);
                tellings.add(to -> {
                    to.writeByte(EngineTelling.READY);
                    to.writeInt(audioSocket);
                    to.writeInt(webSocket);
                });
                obey(engine);
            }
        } catch (ConfigException | EngineStartException refused) {
            tellings.add(to -> {
                to.writeByte(EngineTelling.FAILED);
                to.writeUTF(refused.getMessage());
            });
        }
        tellings.add(to -> {
            to.flush();
            throw new EOFException("all was said");
        });
        join(writer);
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void obey(Engine engine) throws IOException {
        DataInputStream in = link.in();
        int order;
        while ((order = in.read()) >= 0) {
            CallId call = EngineTelling.id(in);
            if (order == EXPECT) {
                int port = in.readInt();
                expect(engine.rtpStreams().orElseThrow(), call, port);
            } else if (order == FORGET) {
                engine.rtpStreams().orElseThrow().forget(call);
            } else {
                throw new IOException("no order: " + order);
            }
        }
    }

    private void expect(RtpStreamRegistry streams, CallId call, int from) {
        try {
            int port = streams.destination(call).getPort();
            streams.expect(call, new InetSocketAddress(InetAddress.getLoopbackAddress(), from), RtpFormat.ULAW)
                    .whenComplete((heard, failure) ->
                            tellings.add(to -> EngineTelling.port(to, call, failure == null ? port : 0)));
        } catch (RtpBindException full) {
            tellings.add(to -> EngineTelling.port(to, call, 0));
        }
    }

    /** Asks an engine to expect the RTP of a call from this port of the loopback. */
    static void expect(DataOutputStream engine, CallId call, int port) throws IOException {
        engine.writeByte(EXPECT);
        EngineTelling.id(engine, call);
        engine.writeInt(port);
        engine.flush();
    }

    /** Says that no more RTP of a call comes. */
    static void forget(DataOutputStream engine, CallId call) throws IOException {
        engine.writeByte(FORGET);
        EngineTelling.id(engine, call);
        engine.flush();
    }

    private void tell() {
        DataOutputStream out = link.out();
        try {
            while (true) {
                Telling next = tellings.poll();
                if (next == null) {
                    out.flush();
                    next = tellings.take();
                }
                next.write(out);
            }
        } catch (EOFException allSaid) {
            return;
        } catch (IOException nobodyListens) {
            // Whoever started this engine is gone: it ends, too, when it sees that.
            System.err.println("callfuse: nobody listens to this engine any more: " + nobodyListens.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Observer implements CallObserver {
        @Override
        public void scored(
                CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs) {
            tellings.add(to -> EngineTelling.score(to, call, atMs, score, frames, arrivedNs, publishedNs));
        }

        @Override
        public void joined(CallId call, String uniqueId) {
            tellings.add(to -> EngineTelling.joined(to, call, uniqueId));
        }

        @Override
        public void tripped(CallId call, long atMs, String route, long trippedNs) {
            tellings.add(to -> EngineTelling.tripped(to, call, atMs, route, trippedNs));
        }

        @Override
        public void ended(CallId call, AnalysedCall analysed) {
            boolean tripped = !analysed.report().outcome().trips().isEmpty();
            tellings.add(
                    to -> EngineTelling.ended(to, call, analysed.report().fingerprint(), tripped, analysed.counters()));
        }
    }
}
