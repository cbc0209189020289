package io.callfuse.engine;

import io.callfuse.engine.action.ari.AriLogin;
import io.callfuse.engine.action.ari.AriTimes;
import io.callfuse.engine.action.ari.AriUnreachableException;
import io.callfuse.engine.action.ari.AudioSocketTap;
import io.callfuse.engine.action.ari.RtpTap;
import io.callfuse.engine.action.ari.TapAudio;
import io.callfuse.engine.action.ari.WebSocketTap;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.engine.ingress.websocket.WebSocketFormat;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the configuration says of ARI, in ARI's own terms. Stateless. */
public final class AriWay {
    private AriWay() {}

    /**
     * Returns as whom to log in.
     *
     * @throws ConfigException if there is no password; the message says where it was looked for
     */
    public static AriLogin login(EngineConfig.Ari ari, UnaryOperator<String> environment) throws ConfigException {
        return new AriLogin(
                ari.address(),
                ari.tls(),
                ari.trustFile(),
                ari.username(),
                ari.password().read(environment),
                ari.app());
    }

    /** Returns how long to wait. */
    public static AriTimes times(EngineConfig config) {
        EngineConfig.Ari ari = config.ari();
        return AriTimes.defaults()
                .withConnection(
                        ari.connectTimeout(),
                        ari.responseTimeout(),
                        ari.reconnect().initial(),
                        ari.reconnect().max())
                .withTapWithin(config.tap().answerTimeout());
    }

    /** Returns which modules of Asterisk the way of the audio needs. */
    public static List<String> modules(EngineConfig.Tap tap) {
        return switch (tap.media()) {
            case AUDIOSOCKET -> AudioSocketTap.MODULES;
            case RTP -> RtpTap.MODULES;
            case WEBSOCKET -> WebSocketTap.MODULES;
        };
    }

    /**
     * Returns the way of the audio.
     *
     * @param rtp where RTP is announced; present where taps need it
     * @param webSockets where WebSockets are heard
     * @throws AriUnreachableException if the trusted certificates cannot be read
     */
    public static TapAudio audio(
            EngineConfig config, AriLogin login, Optional<RtpStreamRegistry> rtp, WebSocketInlet webSockets)
            throws AriUnreachableException {
        return switch (config.tap().media()) {
            case AUDIOSOCKET ->
                new AudioSocketTap(config.tap()
                        .audiosocketAddress()
                        .orElse(config.audiosocket().listen()));
            case RTP ->
                new RtpTap(
                        rtp.orElseThrow(),
                        config.rtp().settings().listen(),
                        RtpFormat.valueOf(config.tap().format().name()));
            case WEBSOCKET ->
                WebSocketTap.at(
                        login,
                        times(config),
                        webSockets,
                        WebSocketFormat.valueOf(config.tap().format().name()));
        };
    }
}
