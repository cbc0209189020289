package io.callfuse.engine;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.agi.AgiDoor;
import io.callfuse.engine.action.agi.AgiSettings;
import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiSettings;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ami.AmiTls;
import io.callfuse.engine.action.ami.AmiUnreachableException;
import io.callfuse.engine.action.ami.AsyncAgi;
import io.callfuse.engine.action.ari.AriCallControl;
import io.callfuse.engine.action.ari.AriLogin;
import io.callfuse.engine.action.ari.AriProbe;
import io.callfuse.engine.action.ari.AriSettings;
import io.callfuse.engine.action.ari.AriTimes;
import io.callfuse.engine.action.ari.AriUnreachableException;
import io.callfuse.engine.action.ari.TapAudio;
import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveException;
import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.RecordingFiles;
import io.callfuse.engine.archive.UnfinishedCalls;
import io.callfuse.engine.archive.audio.AudioRecorder;
import io.callfuse.engine.archive.audio.AudioSettings;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaSessions;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.audiosocket.AudioSocketLimits;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import io.callfuse.engine.ingress.audiosocket.BindFailedException;
import io.callfuse.engine.ingress.rtp.RtpBindException;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpServer;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.engine.ingress.websocket.WebSocketBindException;
import io.callfuse.engine.ingress.websocket.WebSocketCounters;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import io.callfuse.engine.ingress.websocket.WebSocketLimits;
import io.callfuse.engine.ingress.websocket.WebSocketServer;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what an engine needs of the world outside, as the configuration says, and says in one line what cannot be had. */
final class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final EngineConfig config;

    Doors(EngineConfig config) {
        this.config = config;
    }

    JsonLinesArchive archive() throws EngineStartException {
        try {
            return JsonLinesArchive.open(config.archive().directory(), Clock.systemUTC());
        } catch (ArchiveException refused) {
            throw new EngineStartException(refused.getMessage(), refused);
        }
    }

    /**
     * Who keeps the audio of callers who agree, and removes what is too old or was left unfinished; nobody where none is kept and none
     * ever was.
     */
    Optional<AudioRecorder> recorder(Archive archive) throws EngineStartException {
        AudioSettings settings = config.recordings();
        Path folder = RecordingFiles.folder(config.archive().directory());
        if (settings.keep() == AudioSettings.Keep.NONE && !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(AudioRecorder.open(
                    config.archive().directory(),
                    settings,
                    archive,
                    Clock.systemUTC(),
                    config.engine().maxCalls()));
        } catch (IOException refused) {
            throw new EngineStartException(
                    folder + ": recordings cannot be kept here: " + refused.getMessage(), refused);
        }
    }

    /** Who looks up the earlier calls of callers; nobody where there is no database, or that is switched off. */
    Optional<CallerHistory> callerHistory() throws EngineStartException {
        OptionalInt days = config.archive().historyDays();
        try {
            Optional<DatabaseAddress> database = StoreWay.database(config.archive(), System::getenv);
            return days.isEmpty()
                    ? Optional.empty()
                    : database.map(
                            address -> new CallerHistory(address, Duration.ofDays(days.getAsInt()), Clock.systemUTC()));
        } catch (ConfigException noPassword) {
            throw new EngineStartException("archive.database: " + noPassword.getMessage(), noPassword);
        }
    }

    /** Returns what fills the database of calls, not started; empty where there is none. */
    Optional<StoreLoader> store(CommittedLines committed) throws EngineStartException {
        try {
            Optional<DatabaseAddress> database = StoreWay.database(config.archive(), System::getenv);
            config.archive()
                    .database()
                    .password()
                    .warning()
                    .ifPresent(warning -> LOG.warn("archive.passwordFile: {}", warning));
            return database.map(address -> new StoreLoader(address, committed));
        } catch (ConfigException noPassword) {
            throw new EngineStartException("archive.database: " + noPassword.getMessage(), noPassword);
        }
    }

    /** Returns the calls that were under watch when an engine with this archive was killed. */
    Map<CallId, UnfinishedCalls.Unfinished> unfinishedCalls() throws EngineStartException {
        try {
            return UnfinishedCalls.read(config.archive().directory(), Instant.now());
        } catch (IOException refused) {
            throw new EngineStartException("archive.directory: " + refused.getMessage(), refused);
        }
    }

    /** Returns by what words are understood. */
    Languages languages() throws EngineStartException {
        try {
            return WordHearing.languages(config.recognition());
        } catch (IOException refused) {
            throw new EngineStartException("recognition.phrases: " + refused.getMessage(), refused);
        }
    }

    AudioSocketServer audioSocket(IngressLoop loop, MediaSessions sessions, AudioSocketCounters counters)
            throws EngineStartException {
        AudioSocketServer server = new AudioSocketServer(
                loop,
                config.audiosocket().listen(),
                limits(),
                config.audiosocket().allow(),
                sessions,
                counters);
        try {
            server.start();
            return server;
        } catch (BindFailedException refused) {
            throw new EngineStartException("audiosocket.listen: " + refused.getMessage(), refused);
        }
    }

    /** Returns the way in for RTP; empty where it is switched off. */
    Optional<RtpServer> rtp(IngressLoop loop, MediaSessions sessions, RtpCounters counters)
            throws EngineStartException {
        if (!config.rtp().enabled()) {
            return Optional.empty();
        }
        RtpServer server = new RtpServer(loop, config.rtp().settings(), sessions, counters);
        try {
            server.start();
            return Optional.of(server);
        } catch (RtpBindException refused) {
            throw new EngineStartException("rtp.listen: " + refused.getMessage(), refused);
        }
    }

    /** Returns what hears WebSockets, whoever opens them. */
    WebSocketInlet webSockets(IngressLoop loop, MediaSessions sessions, WebSocketCounters counters) {
        EngineConfig.WebSocket settings = config.websocket();
        WebSocketLimits limits = new WebSocketLimits(
                mostStreams(),
                settings.maxPerPeer(),
                WebSocketLimits.MESSAGE_BYTES,
                settings.startWithin(),
                settings.maxBacklog());
        return new WebSocketInlet(loop, limits, sessions, counters);
    }

    /** Returns the way in for the WebSockets that Asterisk opens; empty where it is switched off. */
    Optional<WebSocketServer> webSocketServer(WebSocketInlet inlet) throws EngineStartException {
        EngineConfig.WebSocket settings = config.websocket();
        if (!settings.enabled()) {
            return Optional.empty();
        }
        WebSocketServer server = new WebSocketServer(inlet, settings.listen(), settings.allow());
        try {
            server.start();
            return Optional.of(server);
        } catch (WebSocketBindException refused) {
            throw new EngineStartException("websocket.listen: " + refused.getMessage(), refused);
        }
    }

    /** Two streams for each call at most, its tap and a question beside it; and its agent's where that is listened to. */
    private int mostStreams() {
        return (config.agent().leg() ? 3 : 2) * config.engine().maxCalls();
    }

    private AudioSocketLimits limits() {
        AudioSocketLimits defaults = AudioSocketLimits.defaults();
        return new AudioSocketLimits(
                mostStreams(),
                defaults.maxPayloadBytes(),
                config.audiosocket().identifyWithin(),
                config.audiosocket().maxPerPeer(),
                config.audiosocket().maxSpeed());
    }

    private AgiSettings agiSettings() {
        EngineConfig.Agi agi = config.agi();
        return AgiSettings.at(agi.listen(), agi.allow(), agi.maxSessions(), agi.maxPerPeer());
    }

    AgiDoor agi(CallDesk desk) throws EngineStartException {
        AgiDoor door = new AgiDoor(agiSettings(), desk);
        try {
            door.start();
            return door;
        } catch (IOException refused) {
            throw new EngineStartException("agi.listen: " + refused.getMessage(), refused);
        }
    }

    /** Returns the ways to act on calls, each tried out once but not started; empty where all are switched off. */
    Optional<JoinedCallControl> callControl(FrontDesk desk, Optional<RtpStreamRegistry> rtp, WebSocketInlet webSockets)
            throws EngineStartException {
        Optional<AmiCallControl> ami = ami(desk);
        Optional<AriCallControl> ari = ari(desk, rtp, webSockets);
        return ami.isEmpty() && ari.isEmpty()
                ? Optional.empty()
                : Optional.of(new JoinedCallControl(ami, ari, config.tap().by()));
    }

    /** Returns who answers dialplans that ask by asynchronous AGI; empty where that is switched off. */
    Optional<AsyncAgi> asyncAgi(CallDesk desk) {
        return config.agi().async().map(name -> new AsyncAgi(name, desk));
    }

    private Optional<AmiCallControl> ami(CallEvents events) throws EngineStartException {
        EngineConfig.Ami ami = config.ami();
        if (!ami.enabled()) {
            return Optional.empty();
        }
        try {
            AmiLogin login =
                    new AmiLogin(ami.address(), ami.username(), ami.password().read(System::getenv), tls(ami.tls()));
            ami.password().warning().ifPresent(warning -> LOG.warn("ami.passwordFile: {}", warning));
            AmiTimes times = AmiTimes.defaults()
                    .withConnection(
                            ami.connectTimeout(),
                            ami.responseTimeout(),
                            ami.reconnect().initial(),
                            ami.reconnect().max());
            AmiCallControl.probe(login, times);
            AmiSettings settings = new AmiSettings(
                    login, times, tapAddress(), config.tap().answerTimeout(), AmiSettings.QUEUED_ORDERS);
            AmiCallControl control = new AmiCallControl(settings, events);
            control.lookFor(config.policy().routesInUse());
            return Optional.of(control);
        } catch (ConfigException | AmiUnreachableException | IOException refused) {
            throw new EngineStartException(refused.getMessage(), refused);
        }
    }

    private static Optional<AmiTls> tls(EngineConfig.Tls tls) throws IOException {
        return tls.enabled() ? Optional.of(AmiTls.trusting(tls.trustFile())) : Optional.empty();
    }

    private Optional<AriCallControl> ari(FrontDesk desk, Optional<RtpStreamRegistry> rtp, WebSocketInlet webSockets)
            throws EngineStartException {
        EngineConfig.Ari ari = config.ari();
        if (!ari.enabled()) {
            return Optional.empty();
        }
        try {
            AriLogin login = AriWay.login(ari, System::getenv);
            AriTimes times = AriWay.times(config);
            TapAudio audio = AriWay.audio(config, login, rtp, webSockets);
            AriProbe.look(login, times, audio.modules());
            // Keys that AMI tells too would count twice.
            boolean tellsKeys = !config.ami().enabled();
            AriSettings settings =
                    new AriSettings(login, times, audio, ari.connections(), AriSettings.QUEUED_ORDERS, tellsKeys);
            return Optional.of(new AriCallControl(settings, desk, desk, desk::tagged));
        } catch (ConfigException | AriUnreachableException refused) {
            throw new EngineStartException(refused.getMessage(), refused);
        }
    }

    private InetSocketAddress tapAddress() {
        return config.tap().audiosocketAddress().orElse(config.audiosocket().listen());
    }
}
