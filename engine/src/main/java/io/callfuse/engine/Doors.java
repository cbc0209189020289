package io.callfuse.engine;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.agi.AgiDoor;
import io.callfuse.engine.action.agi.AgiSettings;
import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiSettings;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ami.AmiUnreachableException;
import io.callfuse.engine.archive.ArchiveException;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaSessions;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.audiosocket.AudioSocketLimits;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import io.callfuse.engine.ingress.audiosocket.BindFailedException;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;

/** Opens what an engine needs of the world outside, as the configuration says, and says in one line what cannot be had. */
final class Doors {
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
        AudioSocketServer server =
                new AudioSocketServer(loop, config.audiosocket().listen(), limits(), sessions, counters);
        try {
            server.start();
            return server;
        } catch (BindFailedException refused) {
            throw new EngineStartException("audiosocket.listen: " + refused.getMessage(), refused);
        }
    }

    /** Two streams for each call at most: its tap, and a question beside it. */
    private AudioSocketLimits limits() {
        AudioSocketLimits defaults = AudioSocketLimits.defaults();
        return new AudioSocketLimits(
                2 * config.engine().maxCalls(),
                defaults.maxPayloadBytes(),
                config.audiosocket().identifyWithin());
    }

    AgiDoor agi(CallDesk desk) throws EngineStartException {
        AgiDoor door = new AgiDoor(AgiSettings.at(config.agi().listen()), desk);
        try {
            door.start();
            return door;
        } catch (IOException refused) {
            throw new EngineStartException("agi.listen: " + refused.getMessage(), refused);
        }
    }

    /** Returns the way to act on calls, tried out once but not started; empty where it is switched off. */
    Optional<AmiCallControl> callControl(CallEvents events) throws EngineStartException {
        EngineConfig.Ami ami = config.ami();
        if (!ami.enabled()) {
            return Optional.empty();
        }
        try {
            AmiLogin login =
                    new AmiLogin(ami.address(), ami.username(), ami.password().read(System::getenv));
            AmiTimes times = AmiTimes.defaults()
                    .withConnection(
                            ami.connectTimeout(),
                            ami.responseTimeout(),
                            ami.reconnect().initial(),
                            ami.reconnect().max());
            AmiCallControl.probe(login, times);
            AmiSettings settings = new AmiSettings(
                    login, times, tapAddress(), config.tap().answerTimeout(), AmiSettings.QUEUED_ORDERS);
            return Optional.of(new AmiCallControl(settings, events));
        } catch (ConfigException | AmiUnreachableException refused) {
            throw new EngineStartException(refused.getMessage(), refused);
        }
    }

    private InetSocketAddress tapAddress() {
        return config.tap().audiosocketAddress().orElse(config.audiosocket().listen());
    }
}
