package io.callfuse.engine;

import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import java.time.Duration;

/**
 * A call's clock that waits for its sender however long a busy machine holds it back, longer than any file may ask for. A sender
 * that waits to be heard counts on this: to it, a gap frame would look like one of its own that was heard. And a sender that is
 * faster than real time is heard whole over a WebSocket too, where else only a minute of it would be.
 */
final class NoGaps {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private NoGaps() {}

    static LoadedConfig in(LoadedConfig loaded) {
        EngineConfig config = loaded.config();
        EngineConfig.Workers workers = config.engine();
        EngineConfig.WebSocket webSocket = config.websocket();
        EngineConfig patient = new EngineConfig(
                config.audiosocket(),
                config.rtp(),
                new EngineConfig.WebSocket(
                        webSocket.enabled(),
                        webSocket.listen(),
                        webSocket.allow(),
                        webSocket.maxPerPeer(),
                        webSocket.startWithin(),
                        PATIENCE),
                config.agi(),
                config.ami(),
                config.ari(),
                config.tap(),
                config.policy(),
                new EngineConfig.Workers(
                        workers.workers(),
                        workers.queueFrames(),
                        PATIENCE,
                        workers.maxCalls(),
                        workers.drainWithin(),
                        workers.lateAfter(),
                        false),
                config.archive(),
                config.privacy(),
                config.recordings(),
                config.model(),
                config.recognition(),
                config.agent(),
                config.http(),
                config.webhooks(),
                config.kafka());
        return new LoadedConfig(patient, loaded.source(), loaded.effective(), loaded.file());
    }
}
