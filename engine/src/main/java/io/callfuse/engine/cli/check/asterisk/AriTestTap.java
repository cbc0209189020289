package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.AriWay;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ari.AriCallControl;
import io.callfuse.engine.action.ari.AriLogin;
import io.callfuse.engine.action.ari.AriSettings;
import io.callfuse.engine.action.ari.AriUnreachableException;
import io.callfuse.engine.action.ari.AudioSocketTap;
import io.callfuse.engine.action.ari.TapAudio;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.EngineConfig.TapMedia;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Taps as the engine does it by ARI, but in an application of the check's own, so that a running engine keeps its application. One
 * thread.
 */
final class AriTestTap implements AutoCloseable {
    private static final int CONNECTIONS = 2;
    private static final int ORDERS = 16;

    private final AriCallControl control;

    private AriTestTap(AriCallControl control) {
        this.control = control;
    }

    /**
     * Begins to connect.
     *
     * @param audioSocket to which Asterisk connects where the audio comes by AudioSocket
     */
    static AriTestTap open(
            EngineConfig config, ProbeInlet inlet, InetSocketAddress audioSocket, UnaryOperator<String> environment)
            throws ConfigException, AriUnreachableException, IOException {
        AriLogin engines = AriWay.login(config.ari(), environment);
        AriLogin login = new AriLogin(
                engines.address(),
                engines.tls(),
                engines.trustFile(),
                engines.username(),
                engines.password(),
                engines.app() + "-check");
        TapAudio audio = config.tap().media() == TapMedia.AUDIOSOCKET
                ? new AudioSocketTap(audioSocket)
                : AriWay.audio(config, login, inlet.rtp(), inlet.webSockets());
        AriSettings settings = new AriSettings(login, AriWay.times(config), audio, CONNECTIONS, ORDERS, false);
        AriCallControl control =
                new AriCallControl(settings, new ProbeInlet.AbsentDesk(), new Deaf(), (id, tags) -> {});
        control.start();
        return new AriTestTap(control);
    }

    /** Taps a call. */
    TapOutcome tap(CallChannel caller, Duration within) throws InterruptedException {
        try {
            return control.startTap(caller, CallId.random())
                    .toCompletableFuture()
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stalled) {
            return new TapOutcome.Failed("ARI set up no tap within " + within.toSeconds() + " s");
        } catch (ExecutionException failed) {
            return new TapOutcome.Failed(failed.getCause().getMessage());
        }
    }

    /** Removes the taps. */
    @Override
    public void close() {
        control.close();
    }

    /** Nothing that Asterisk tells concerns the check. */
    private static final class Deaf implements CallEvents {
        @Override
        public void hungUp(String uniqueId, int causeCode) {
            // The check itself hangs up.
        }

        @Override
        public void digit(String uniqueId, char digit) {
            // Nobody presses a key.
        }

        @Override
        public void dialplanWatch(CallId id, CallChannel channel) {
            // AMI tells it.
        }

        @Override
        public void connectionLost() {
            // The tap then fails.
        }

        @Override
        public void connected(List<CallChannel> live, Duration missedFor) {
            // Nothing waits for it but the tap.
        }
    }
}
