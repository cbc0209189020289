package io.callfuse.engine;

import io.callfuse.engine.agent.AgentsHeard;
import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.archive.audio.AudioRecorder;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.websocket.WebSocketCounters;
import io.callfuse.engine.kafka.KafkaEvents;
import io.callfuse.engine.webhook.Webhooks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All counters of an engine under the names by which an operator reads them. Thread-safe. */
final class EngineCounters {
    private final AudioSocketCounters audioSocket = new AudioSocketCounters();
    private final RtpCounters rtp = new RtpCounters();
    private final WebSocketCounters webSocket = new WebSocketCounters();
    private volatile Map<String, LongAdder> agi = Map.of();
    private volatile Map<String, LongAdder> asyncAgi = Map.of();
    private volatile Map<String, LongAdder> policy = Map.of();
    private volatile Supplier<Map<String, Long>> store = Map::of;
    private volatile Supplier<Map<String, Long>> webhooks = Map::of;
    private volatile Supplier<Map<String, Long>> recordings = Map::of;
    private volatile Supplier<Map<String, Long>> kafka = Map::of;
    private volatile LongSupplier refused = () -> 0;
    private final AgentCounters agents = new AgentCounters();
    private volatile boolean hearsAgents;
    private final LongAdder callsEnded = new LongAdder();
    private final LongAdder audioFrames = new LongAdder();
    private final LongAdder gapFrames = new LongAdder();
    private final LongAdder droppedFrames = new LongAdder();
    private final LongAdder noMediaAlarms = new LongAdder();
    private final LongAdder rulesCut = new LongAdder();

    /** What the AudioSocket inlet counts into. */
    AudioSocketCounters audioSocket() {
        return audioSocket;
    }

    /** What the RTP inlet counts into. */
    RtpCounters rtp() {
        return rtp;
    }

    /** What the WebSocket inlet counts into. */
    WebSocketCounters webSocket() {
        return webSocket;
    }

    /** What the AGI door counts, once it is open. */
    void agi(Map<String, LongAdder> counters) {
        agi = counters;
    }

    /** What is counted of asynchronous AGI, where that is answered. */
    void asyncAgi(Map<String, LongAdder> counters) {
        asyncAgi = counters;
    }

    /** What is counted of changes of the policy. */
    void policy(Map<String, LongAdder> counters) {
        policy = counters;
    }

    /** What the store counts, where one is filled. */
    void stores(StoreLoader loader) {
        store = loader::counters;
    }

    /** What is counted of recordings, where some are kept. */
    void records(AudioRecorder recorder) {
        recordings = recorder::counters;
    }

    /** What is counted of those who are told of events. */
    void tells(Webhooks receivers, KafkaEvents topic) {
        webhooks = receivers::counters;
        kafka = topic::counters;
    }

    /** How many calls were not taken. */
    void refuses(LongSupplier calls) {
        refused = calls;
    }

    /** What is counted of agents, and told from now on. */
    AgentCounters agents() {
        hearsAgents = true;
        return agents;
    }

    /** Counts what was heard of a call's agents. */
    void heard(AgentsHeard heard) {
        agents.heard(heard);
    }

    /** Counts a call that is over. */
    void ended(MediaCounters frames) {
        callsEnded.increment();
        audioFrames.add(frames.audioFrames());
        gapFrames.add(frames.gapFrames());
        droppedFrames.add(frames.droppedFrames());
    }

    /** Counts how many times a rule of a call that is over was not asked, since the steps of a second were used up. */
    void rulesCut(long times) {
        rulesCut.add(times);
    }

    /** Counts a hole in a stream. */
    void noMedia() {
        noMediaAlarms.increment();
    }

    /** Reads them all, in the order in which they are told. */
    Map<String, Long> read(Archive archive, Optional<Recognition> recognition) {
        Map<String, Long> now = new LinkedHashMap<>();
        now.put("calls_ended", callsEnded.sum());
        now.put("calls_refused", refused.getAsLong());
        now.put("audio_frames", audioFrames.sum());
        now.put("gap_frames", gapFrames.sum());
        now.put("dropped_frames", droppedFrames.sum());
        now.put("no_media_alarms", noMediaAlarms.sum());
        now.put("rules_cut", rulesCut.sum());
        audioSocket.byName().forEach((name, counter) -> now.put("audiosocket_" + name, counter.sum()));
        rtp.byName().forEach((name, counter) -> now.put("rtp_" + name, counter.sum()));
        webSocket.byName().forEach((name, counter) -> now.put("websocket_" + name, counter.sum()));
        if (hearsAgents) {
            agents.byName().forEach((name, counter) -> now.put("agent_" + name, counter.sum()));
        }
        agi.forEach((name, counter) -> now.put("agi_" + name, counter.sum()));
        asyncAgi.forEach((name, counter) -> now.put("agi_" + name, counter.sum()));
        policy.forEach((name, counter) -> now.put("policy_" + name, counter.sum()));
        recognition.ifPresent(
                words -> words.counters().forEach((name, count) -> now.put("recognition_" + name, count)));
        now.put("archive_lines", archive.written());
        now.put("archive_failures", archive.failures());
        now.put("archive_lines_given_up", archive.spilled());
        now.put("archive_files_forgotten", archive.filesForgotten());
        store.get().forEach((name, count) -> now.put("store_" + name, count));
        webhooks.get().forEach((name, count) -> now.put("webhooks_" + name, count));
        recordings.get().forEach((name, count) -> now.put("recordings_" + name, count));
        kafka.get().forEach((name, count) -> now.put("kafka_" + name, count));
        return now;
    }
}
