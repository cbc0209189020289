package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.TapBreaker;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/**
 * Taps that Asterisk was asked for and has not yet told about. A tap is an AudioSocket channel to the engine that runs
 * ChanSpy on the caller's channel: it hears the caller only, ends with the call, and takes nothing down when it breaks.
 * Requests and deadlines by one thread, answers by the library's.
 */
final class TapOriginations {
    /**
     * {@code u}: the channel is named exactly; {@code q}: no beep; {@code o}: the caller's voice only; {@code E}, {@code S}:
     * ends with the call; {@code l}: a long queue, without which jitter on the network tears holes.
     */
    private static final String SPY_OPTIONS = "uqoESl";

    private record Pending(CompletableFuture<TapOutcome> outcome, long startNs, long deadlineNs) {}

    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final String actionPrefix;
    private final String tapAddress;
    private final Duration answerTimeout;
    private final TapBreaker breaker;

    /** Taps of callers. */
    TapOriginations(InetSocketAddress tapAddress, Duration answerTimeout, Duration pause) {
        this(tapAddress, answerTimeout, pause, "callfuse-tap-", "calls are not watched");
    }

    /** Taps of agents: where they fail, those of callers go on. */
    static TapOriginations ofAgents(InetSocketAddress tapAddress, Duration answerTimeout, Duration pause) {
        return new TapOriginations(
                tapAddress, answerTimeout, pause, "callfuse-agent-tap-", "agents are not heard, callers are");
    }

    private TapOriginations(
            InetSocketAddress tapAddress,
            Duration answerTimeout,
            Duration pause,
            String actionPrefix,
            String consequence) {
        this.actionPrefix = actionPrefix;
        this.tapAddress = tapAddress.getHostString() + ":" + tapAddress.getPort();
        this.answerTimeout = answerTimeout;
        breaker = new TapBreaker(this.tapAddress, pause, consequence);
    }

    /** Asks Asterisk for a tap; the outcome follows with Asterisk's event or the deadline. */
    void request(AmiSession session, CallChannel channel, CallId id, CompletableFuture<TapOutcome> outcome)
            throws AmiLostException {
        String spied = channel.uniqueId().isEmpty() ? channel.name() : channel.uniqueId();
        if (spied.isEmpty() || spied.indexOf(',') >= 0) {
            outcome.complete(new TapOutcome.Failed("channel '" + AmiText.line(spied) + "' cannot be spied on"));
            return;
        }
        String key = actionPrefix + id;
        long nowNs = System.nanoTime();
        // The event may overtake the answer, so the request is known before it is sent.
        Pending earlier = pending.putIfAbsent(key, new Pending(outcome, nowNs, nowNs + 2 * answerTimeout.toNanos()));
        if (earlier != null) {
            earlier.outcome.thenAccept(outcome::complete);
            return;
        }
        if (!breaker.tryAcquire()) {
            withdraw(key, "not asked for, since the last ones could not be connected to " + tapAddress);
            return;
        }
        try {
            session.originate(originate(key, AmiText.line(spied), id));
        } catch (AmiRefusedException refused) {
            fail(key, "Asterisk refused the tap: " + refused.getMessage());
        } catch (AmiLostException lost) {
            fail(key, "the connection was lost while the tap was asked for: " + lost.getMessage());
            throw lost;
        }
    }

    private OriginateAction originate(String key, String spied, CallId id) {
        OriginateAction action = new OriginateAction();
        action.setActionId(key);
        action.setChannel("AudioSocket/" + tapAddress + "/" + id + "/c(slin)");
        action.setApplication("ChanSpy");
        action.setData(spied + "," + SPY_OPTIONS);
        action.setTimeout(answerTimeout.toMillis());
        action.setAsync(true);
        action.setVariable("CDR_PROP(disable)", "1");
        return action;
    }

    /** Asterisk tells what became of an Originate; those of others are ignored. */
    void answered(OriginateResponseEvent event) {
        Pending tap = event.getActionId() == null ? null : pending.remove(event.getActionId());
        if (tap == null) {
            return;
        }
        if (event.isSuccess()) {
            Duration after = Duration.ofNanos(System.nanoTime() - tap.startNs);
            breaker.connected(after);
            tap.outcome.complete(new TapOutcome.Started(AmiText.orEmpty(event.getUniqueId()), after));
        } else {
            breaker.unconnected();
            tap.outcome.complete(new TapOutcome.Failed("Asterisk could not connect the tap to " + tapAddress
                    + " (does the engine's AudioSocket listen there?) or the call has ended"));
        }
    }

    /** Gives up those whose time is over. */
    void expire(long nowNs) {
        pending.forEach((key, tap) -> {
            if (tap.deadlineNs - nowNs < 0) {
                fail(
                        key,
                        "Asterisk did not tell within " + 2 * answerTimeout.toMillis() + " ms whether the tap stands");
            }
        });
    }

    /** Gives up all. */
    void failAll(String why) {
        pending.keySet().forEach(key -> fail(key, why));
    }

    /** Says nothing about whether Asterisk could connect. */
    private void fail(String key, String why) {
        if (withdraw(key, why)) {
            breaker.undecided();
        }
    }

    private boolean withdraw(String key, String why) {
        Pending tap = pending.remove(key);
        return tap != null && tap.outcome.complete(new TapOutcome.Failed(why));
    }
}
