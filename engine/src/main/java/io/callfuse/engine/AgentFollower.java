package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the agent with whom a watched caller talks, whoever that is at the time. An event of a bridge only says that it is time
 * to look; whom the caller talks to is then asked of Asterisk, so that no order of events, and none that was missed, can mislead. One
 * look of a call is under way at a time. Everything but the constructor's and the two methods that say so is for the inlet's thread.
 */
final class AgentFollower implements AgentStreams {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFollower.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int LOOKS_AT_A_MOMENT = 8;
    /** After a tap has ended or failed whose agent may still be there. */
    private static final Duration TAP_AGAIN = Duration.ofSeconds(2);

    private static final int TAPS_AN_AGENT = 3;
    private static final int LEGS_A_CALL = 100;

    private final CallBook book;
    private final IngressLoop loop;
    private final Duration gapAfter;
    private final BooleanSupplier takesTaps;
    private final Supplier<Optional<LegRecognition>> recognition;
    private final AgentCounters counters;
    private final Map<CallId, Following> followed = new HashMap<>();
    private final Map<CallId, AgentInlet> expected = new HashMap<>();
    private volatile CallControl control;

    /** What is known of one call. */
    private static final class Following {
        private boolean looking;
        private boolean again;
        private int looks;
        private String bridgeId = "";
        private String agent = "";
        private CallId tap;
        private AgentInlet inlet;
        private int tapsOfAgent;
        private int legs;
    }

    /**
     * Follows nobody yet.
     *
     * @param gapAfter how long nothing may come of an agent before gap frames stand for it
     * @param takesTaps whether new taps may be asked for
     * @param recognition begins to read an agent's words; empty where they are not read
     */
    AgentFollower(
            CallBook book,
            IngressLoop loop,
            Duration gapAfter,
            BooleanSupplier takesTaps,
            Supplier<Optional<LegRecognition>> recognition,
            AgentCounters counters) {
        this.book = book;
        this.loop = loop;
        this.gapAfter = gapAfter;
        this.takesTaps = takesTaps;
        this.recognition = recognition;
        this.counters = counters;
    }

    /** Gives it the way to ask; until then it looks at nobody. */
    void controls(CallControl newControl) {
        control = newControl;
    }

    /** Any thread: a channel has entered a bridge, or left it. */
    void bridgeChanged(String bridgeId, CallChannel who) {
        loop.execute(() -> {
            Set<WatchedCall> concerned = new HashSet<>(book.findByLinkedId(who.linkedId()));
            book.findByUniqueId(who.uniqueId()).ifPresent(concerned::add);
            followed.forEach((id, following) -> {
                if (!bridgeId.isEmpty() && following.bridgeId.equals(bridgeId)) {
                    book.find(id).ifPresent(concerned::add);
                }
            });
            concerned.forEach(this::look);
        });
    }

    /** Any thread: events may have been missed. */
    void lookAtAll() {
        loop.execute(() -> book.all().forEach(this::look));
    }

    private void look(WatchedCall call) {
        CallControl asked = control;
        Optional<CallChannel> caller = call.live().channel();
        if (asked == null || caller.isEmpty() || call.live().isOver()) {
            return;
        }
        Following following = followed.computeIfAbsent(call.id(), id -> new Following());
        if (following.looking) {
            following.again = true;
            return;
        }
        following.looking = true;
        asked.talkingTo(caller.get()).thenAccept(look -> loop.execute(() -> seen(call, following, look)));
    }

    private void seen(WatchedCall call, Following following, PeerLook look) {
        following.looking = false;
        if (followed.get(call.id()) != following) {
            return;
        }
        if (following.again) {
            following.again = false;
            look(call);
        } else if (look instanceof PeerLook.Undecided && ++following.looks < LOOKS_AT_A_MOMENT) {
            loop.after(LOOK_AGAIN, () -> look(call));
        } else {
            following.looks = 0;
            settle(call, following, look);
        }
    }

    private void settle(WatchedCall call, Following following, PeerLook look) {
        if (look instanceof PeerLook.Talking talking) {
            following.bridgeId = talking.bridgeId();
            talksTo(call, following, talking.peer());
        } else if (look instanceof PeerLook.Unknown unknown) {
            LOG.debug("call {}: whom the caller talks to is not known: {}", call.id(), unknown.why());
        } else {
            following.bridgeId = "";
            leave(following, "left");
            following.agent = "";
        }
    }

    private void talksTo(WatchedCall call, Following following, CallChannel agent) {
        boolean same = following.agent.equals(agent.uniqueId());
        if (same && following.inlet != null && !following.inlet.leg().isOver()) {
            return;
        }
        leave(following, "left");
        following.tapsOfAgent = same ? following.tapsOfAgent + 1 : 1;
        following.agent = agent.uniqueId();
        if (!takesTaps.getAsBoolean() || following.tapsOfAgent > TAPS_AN_AGENT || following.legs >= LEGS_A_CALL) {
            return;
        }
        following.legs++;
        begin(call, following, agent);
    }

    private void begin(WatchedCall call, Following following, CallChannel agent) {
        CallId tap = AgentTapId.fresh();
        AgentLeg leg = new AgentLeg(agent, recognition.get());
        AgentInlet inlet = new AgentInlet(leg, call.inlet().clock(), loop, gapAfter, () -> ended(call, tap));
        if (!call.live().hears(leg)) {
            return;
        }
        following.tap = tap;
        following.inlet = inlet;
        expected.put(tap, inlet);
        control.startAgentTap(agent, tap).thenAccept(outcome -> {
            if (outcome instanceof TapOutcome.Failed failed) {
                loop.execute(() -> failed(call, tap, failed.why()));
            }
        });
    }

    private void failed(WatchedCall call, CallId tap, String why) {
        AgentInlet inlet = expected.get(tap);
        if (inlet != null) {
            counters.tapFailed();
            LOG.warn(
                    "call {}: no tap of the agent {}: {}",
                    call.id(),
                    inlet.leg().agent(),
                    why);
            inlet.close("tap-failed");
            ended(call, tap);
        }
    }

    private void ended(WatchedCall call, CallId tap) {
        expected.remove(tap);
        loop.after(TAP_AGAIN, () -> look(call));
    }

    private void leave(Following following, String why) {
        if (following.inlet != null) {
            following.inlet.close(why);
            expected.remove(following.tap);
            following.inlet = null;
        }
    }

    @Override
    public MediaFrameSink open(MediaOffer offer) throws MediaRefusedException {
        AgentInlet inlet = expected.get(offer.call());
        if (inlet == null) {
            throw new MediaRefusedException("nobody listens to this agent any more: " + offer.call());
        }
        inlet.connected(offer.stream());
        return inlet;
    }

    @Override
    public void gone(CallId call) {
        Following following = followed.remove(call);
        if (following != null) {
            leave(following, "call-ended");
        }
    }

    /** How many streams of agents are open or awaited; for tests. */
    int expected() {
        return expected.size();
    }
}
