package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.action.agi.AgiDoor;
import io.callfuse.engine.action.agi.AgiSettings;
import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.audiosocket.AudioSocketLimits;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import io.callfuse.engine.ingress.audiosocket.BindFailedException;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpServer;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.engine.ingress.websocket.WebSocketCounters;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import io.callfuse.engine.ingress.websocket.WebSocketLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in for the engine while a check is made: takes AudioSocket streams and listens to them, and answers AGI. One thread. */
final class ProbeInlet implements AutoCloseable {
    private static final AudioSocketLimits LIMITS = new AudioSocketLimits(16, 32 * 1024, Duration.ofSeconds(5));

    private final IngressLoop loop = new IngressLoop();
    private final BlockingQueue<ToneEar> ears = new LinkedBlockingQueue<>();
    private final AudioSocketServer server;
    private final WebSocketInlet webSockets;
    private final RtpServer rtp;
    private Optional<AgiDoor> door = Optional.empty();

    private ProbeInlet(InetSocketAddress listen, Networks allowed, RtpSettings rtpSettings) {
        webSockets = new WebSocketInlet(loop, WebSocketLimits.defaults(), offer -> hear(), new WebSocketCounters());
        rtp = new RtpServer(loop, rtpSettings, offer -> hear(), new RtpCounters());
        server = new AudioSocketServer(loop, listen, LIMITS, allowed, offer -> hear(), new AudioSocketCounters());
    }

    /**
     * Opens the engine's own doors, or where an engine runs an AudioSocket beside it, on any free port.
     *
     * @throws IOException if one cannot be opened; one line
     */
    static ProbeInlet open(EngineConfig config, boolean engineRuns) throws IOException {
        InetSocketAddress listen = config.audiosocket().listen();
        ProbeInlet inlet = new ProbeInlet(
                engineRuns ? new InetSocketAddress(listen.getHostString(), 0) : listen,
                config.audiosocket().allow(),
                besideAnEngine(config.rtp().settings()));
        try {
            inlet.server.start();
            if (config.rtp().enabled()) {
                inlet.rtp.start();
            }
            if (!engineRuns) {
                AgiDoor door = new AgiDoor(
                        AgiSettings.at(config.agi().listen(), config.agi().allow(), 16, 16), new AbsentDesk());
                inlet.door = Optional.of(door);
                door.start();
            }
            return inlet;
        } catch (BindFailedException | IOException taken) {
            inlet.close();
            throw new IOException(taken.getMessage(), taken);
        }
    }

    /** On any free port: the engine's own may be in use. */
    private static RtpSettings besideAnEngine(RtpSettings engines) {
        return new RtpSettings(
                new InetSocketAddress(engines.listen().getAddress(), 0),
                Optional.empty(),
                engines.host(),
                engines.allow(),
                engines.delay(),
                engines.idleTimeout());
    }

    private ToneEar hear() {
        ToneEar ear = new ToneEar();
        ears.add(ear);
        return ear;
    }

    /** The address of the inlet. */
    int audioSocketPort() {
        return server.address().getPort();
    }

    /** Where RTP is announced; only where the configuration has it received. */
    Optional<RtpStreamRegistry> rtp() {
        return Optional.of(rtp);
    }

    /** What hears WebSockets. */
    WebSocketInlet webSockets() {
        return webSockets;
    }

    /** The next stream that comes; empty if none does. */
    Optional<ToneEar> nextStream(Duration within) throws InterruptedException {
        return Optional.ofNullable(ears.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        door.ifPresent(AgiDoor::close);
        server.close();
        rtp.close();
        webSockets.close();
        loop.close();
    }

    /** Says that somebody is there, and knows no call. */
    static final class AbsentDesk implements CallDesk {
        @Override
        public WatchAnswer watch(CallChannel channel, Optional<CallId> already) {
            return new WatchAnswer(already.orElseGet(CallId::random), "unavailable");
        }

        @Override
        public Verdict verdict(Optional<CallId> id, String uniqueId) {
            return Verdict.unknownCall();
        }

        @Override
        public boolean unwatch(Optional<CallId> id, String uniqueId) {
            return false;
        }

        @Override
        public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> marks) {
            return false;
        }

        @Override
        public boolean takesCalls() {
            return true;
        }
    }
}
