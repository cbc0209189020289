package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.agi.DeskClerk;
import io.callfuse.engine.call.CallChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.asteriskjava.manager.event.AsyncAgiStartEvent;

/**
 * Answers dialplans that ask by asynchronous AGI: {@code Set(CALLFUSE_ASK=NAME/watch)}, then {@code AGI(agi:async)}. Everybody on AMI
 * hears that a channel asks; whom it asks stands in the variable, and a channel that asks somebody else is left alone. Asterisk's own
 * commands of AGI are not needed but for the one that lets the channel go: what has to be read and set of it, AMI reads and sets.
 * Thread-safe.
 */
public final class AsyncAgi {
    /** Holds the question; emptied when it is taken. */
    static final String QUESTION = "CALLFUSE_ASK";

    /** Below the 3 s after which the dialplan's own guard would step in. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final String name;
    private final DeskClerk clerk;
    private final Duration deadline;
    private final LongAdder answered = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    /**
     * Answers under this name.
     *
     * @param name by which dialplans ask this engine and no other
     */
    public AsyncAgi(String name, CallDesk desk) {
        this(name, desk, DEADLINE);
    }

    /** The same with another deadline. */
    AsyncAgi(String name, CallDesk desk, Duration deadline) {
        this.name = name;
        this.deadline = deadline;
        clerk = new DeskClerk(desk);
    }

    /** What it counts, by name. */
    public Map<String, LongAdder> counters() {
        Map<String, LongAdder> counters = new LinkedHashMap<>();
        counters.put("async_answered", answered);
        counters.put("async_unanswered", unanswered);
        return counters;
    }

    /** What is asked of this engine; empty where somebody else is asked. */
    Optional<String> askedOfUs(String question) {
        return question.startsWith(name + "/") ? Optional.of(question.substring(name.length() + 1)) : Optional.empty();
    }

    Duration deadline() {
        return deadline;
    }

    DeskClerk clerk() {
        return clerk;
    }

    LongAdder answered() {
        return answered;
    }

    LongAdder unanswered() {
        return unanswered;
    }

    /** A channel asks somebody. */
    AsyncAgiOrder order(AsyncAgiStartEvent event) {
        CallChannel channel = new CallChannel(
                AmiText.orEmpty(event.getChannel()), AmiText.orEmpty(event.getUniqueId()), "", callerNumber(event));
        return new AsyncAgiOrder(this, channel, System.nanoTime() + deadline.toNanos());
    }

    private static String callerNumber(AsyncAgiStartEvent event) {
        String number = AmiText.orEmpty(event.getCallerIdNum());
        return number.equals("unknown") ? "" : number;
    }
}
