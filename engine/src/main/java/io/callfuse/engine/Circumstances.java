package io.callfuse.engine;

import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.FactSink;
import io.callfuse.engine.policy.rules.TextFact;
import java.time.LocalTime;
import java.util.Map;

/**
 * What rules may ask of a call beside its sound and its words: who speaks when, the queue, the numbers and the hour. Known by inputs
 * of the call alone, so that a replay knows the same. For one thread, the leg's worker; saying it allocates nothing.
 */
final class Circumstances {
    /** Who speaks when, as {@link #talk} writes it. */
    static final String TALK = "talk";

    /** The date and the time at the place of the engine when the call came under watch, such as {@code 14:30}. */
    static final String CLOCK = "clock";

    private static final double MINUTES_AN_HOUR = 60;
    private static final double MS_A_SECOND = 1000;
    private static final long NEVER = -1;

    private String queue = "";
    private long queueSinceMs = NEVER;
    private String did = "";
    private String dialled = "";
    private String caller = "";
    private double hour = Double.NaN;
    private double agentSpeechMs = Double.NaN;
    private double talkOvers = Double.NaN;
    private double talkOverMs = Double.NaN;
    private double lastPauseMs = Double.NaN;

    /** Takes an input; most say nothing here. */
    void noted(long nowMs, String kind, Map<String, String> details) {
        switch (kind) {
            case "mark", "tags" -> marked(nowMs, details);
            case "handover" -> enter(nowMs, details.getOrDefault("queue", queue));
            case "agent-joined" -> queueSinceMs = NEVER;
            case CLOCK -> hour = hour(details.get("local"));
            case TALK -> talked(details);
            default -> {}
        }
    }

    private void marked(long nowMs, Map<String, String> marks) {
        enter(nowMs, marks.getOrDefault("queue", queue));
        did = marks.getOrDefault("did", did);
        dialled = marks.getOrDefault("dnid", dialled);
        caller = marks.getOrDefault("caller", caller);
    }

    private void enter(long nowMs, String newQueue) {
        if (!newQueue.equals(queue)) {
            queue = newQueue;
            queueSinceMs = queue.isEmpty() ? NEVER : nowMs;
        }
    }

    private static double hour(String local) {
        LocalTime time = LocalTime.parse(local);
        return time.getHour() + time.getMinute() / MINUTES_AN_HOUR;
    }

    private void talked(Map<String, String> details) {
        agentSpeechMs = number(details, "agentSpeechMs");
        talkOvers = number(details, "talkOvers");
        talkOverMs = number(details, "talkOverMs");
        lastPauseMs = number(details, "lastPauseMs");
    }

    private static double number(Map<String, String> details, String name) {
        String text = details.get(name);
        return text == null ? Double.NaN : Long.parseLong(text);
    }

    /** Says what is known. */
    void say(long nowMs, FactSink now) {
        now.say(Fact.AGENT_SPEECH_SECONDS, agentSpeechMs / MS_A_SECOND);
        now.say(Fact.OVERTALK_SHARE, agentSpeechMs > 0 ? Math.min(1, talkOverMs / agentSpeechMs) : Double.NaN);
        now.say(Fact.INTERRUPTIONS, talkOvers);
        now.say(Fact.INTERRUPTION_SECONDS, talkOverMs / MS_A_SECOND);
        now.say(Fact.REPLY_SECONDS, lastPauseMs / MS_A_SECOND);
        now.say(Fact.QUEUE_SECONDS, queueSinceMs == NEVER ? Double.NaN : (nowMs - queueSinceMs) / MS_A_SECOND);
        now.say(Fact.HOUR, hour);
        now.say(TextFact.QUEUE, queue);
        now.say(TextFact.DID, did.isEmpty() ? dialled : did);
        now.say(TextFact.CALLER, caller);
    }
}
