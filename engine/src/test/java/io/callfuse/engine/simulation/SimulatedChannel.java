package io.callfuse.engine.simulation;

import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller's channel, and the truth about it: where it is, how often it was moved, how many taps listen to it. Thread-safe. */
final class SimulatedChannel {
    final CallPlan plan;
    final String name;
    final String uniqueId;
    final AtomicInteger moves = new AtomicInteger();
    final AtomicInteger taps = new AtomicInteger();
    final AtomicInteger tapsTried = new AtomicInteger();
    /** Taps whose UUID was sent. */
    final AtomicInteger tapsNamed = new AtomicInteger();

    final AtomicInteger framesSent = new AtomicInteger();
    /** The call's id: that of the dialplan, or what AGI answered. */
    volatile Optional<CallId> id = Optional.empty();
    /** What AGI answered; empty where it was not asked. */
    volatile String state = "";
    /** Whether an event about this channel may not have reached the engine. */
    volatile boolean eventsLost;
    /** Whether the caller hung up before what he waited for had happened. */
    volatile boolean impatient;
    /** What AGI answered when it was asked to listen no more. */
    volatile String unwatched = "";

    private String context = "support";
    private String extension = "100";
    private int priority = 3;
    private long movedAtNs;
    private volatile boolean live = true;

    SimulatedChannel(CallPlan plan) {
        this.plan = plan;
        name = "PJSIP/trunk-%08x".formatted(plan.number());
        uniqueId = "1700000000." + plan.number();
    }

    boolean isLive() {
        return live;
    }

    /** Somebody moves it from outside of the dialplan. */
    synchronized void move(String newContext, String newExtension, int newPriority) {
        moves.incrementAndGet();
        movedAtNs = System.nanoTime();
        goTo(newContext, newExtension, newPriority);
    }

    /** Whether it was moved so long ago. */
    synchronized boolean wasMoved(Duration ago) {
        return moves.get() > 0 && System.nanoTime() - movedAtNs >= ago.toNanos();
    }

    /** Takes it off the line; false if it is off already. */
    synchronized boolean leave() {
        boolean was = live;
        live = false;
        return was;
    }

    /** The dialplan moves it, or somebody does. */
    synchronized void goTo(String newContext, String newExtension, int newPriority) {
        context = newContext;
        extension = newExtension;
        priority = newPriority;
    }

    synchronized void nextPriority() {
        priority++;
    }

    /** The event with which AMI shows it. */
    synchronized String shown() {
        return String.join(
                "\r\n",
                "Event: Status",
                "Privilege: Call",
                "Channel: " + name,
                "CallerIDNum: <unknown>",
                "Context: " + context,
                "Exten: " + extension,
                "Priority: " + priority,
                "Application: Wait",
                "Data: 600",
                "Uniqueid: " + uniqueId,
                "Linkedid: " + uniqueId,
                "BridgeID: ",
                "Variable: BRIDGEPEER=(null)");
    }
}
