package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.Handover;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out one order to move a caller. Resumable: when the connection is lost on the way, {@link #carryOut} is called again
 * with the next session and first looks where the caller is. Used by one thread.
 *
 * <p>A Redirect is sent once for each route. If it stays unanswered it is sent again only where the caller is seen, for a
 * while and over a new connection, in the very extension where he was before it.
 */
final class CallerSwitch {
    private static final long LOOK_EVERY_NS = Duration.ofMillis(10).toNanos();

    private final SwitchOrder order;
    private final String channel;
    private final long confirmWithinNs;

    private Route route;
    private Place before;
    private String fault = "";
    private final List<String> faults = new ArrayList<>();
    private int next;
    private String manner = "";
    private boolean sent;
    private boolean accepted;

    CallerSwitch(SwitchOrder order, Duration confirmWithin) {
        this.order = order;
        channel = order.channel().uniqueId().isEmpty()
                ? order.channel().name()
                : order.channel().uniqueId();
        confirmWithinNs = confirmWithin.toNanos();
        route = order.target();
    }

    /** Goes as far as it can; {@link AmiLostException} means: call again with another session. */
    SwitchOutcome carryOut(AmiSession session) throws AmiLostException {
        try {
            Optional<SwitchOutcome> outcome = sent ? lookAfterLoss(session) : Optional.empty();
            if (outcome.isEmpty()) {
                outcome = attempt(session);
            }
            while (outcome.isEmpty() && next < order.alternatives().size()) {
                faults.add(fault);
                route = order.alternatives().get(next);
                next++;
                outcome = attempt(session);
            }
            return outcome.orElseGet(() -> new SwitchOutcome.LeftInPlace(faults()));
        } catch (AmiRefusedException refused) {
            return abandon("Asterisk refused: " + refused.getMessage());
        }
    }

    /** The outcome if nothing more can be done. */
    SwitchOutcome abandon(String why) {
        return sent ? new SwitchOutcome.Unconfirmed(route, why) : new SwitchOutcome.LeftInPlace(why);
    }

    /** Empty: the route could not take the caller, {@link #fault} says why. */
    private Optional<SwitchOutcome> attempt(AmiSession session) throws AmiLostException, AmiRefusedException {
        Optional<ChannelStatus> caller = session.status(channel);
        if (caller.isEmpty()) {
            return Optional.of(new SwitchOutcome.LeftInPlace("the caller has hung up"));
        }
        before = caller.get().place();
        manner = "";
        if (before.isAt(route)) {
            manner = "the caller was there already";
            return Optional.of(arrived());
        }
        if (raise(session, caller.get())) {
            return Optional.of(arrived());
        }
        Optional<String> missing = session.fault(route);
        if (missing.isPresent()) {
            fault = missing.get();
            return Optional.empty();
        }
        Optional<Route> agentRoute = order.agent().keptAt();
        Optional<String> agent =
                agentRoute.isPresent() ? BridgedPeers.agentOf(caller.get(), session) : Optional.empty();
        if (agent.isPresent() && !session.exists(agentRoute.get())) {
            return Optional.of(new SwitchOutcome.LeftInPlace("the agent would be cut off: "
                    + AmiText.show(agentRoute.get()) + " does not exist in the dialplan"));
        }
        mark(session);
        return redirect(session, agent);
    }

    /** Whether the caller waits in the route's queue already, and has got the route's priority there. */
    private boolean raise(AmiSession session, ChannelStatus caller) throws AmiLostException {
        Reception reception = route.reception();
        if (reception.queue().isEmpty() || !caller.waitsIn().equals(reception.queue())) {
            return false;
        }
        mark(session);
        try {
            session.raise(reception.queue(), caller.channel().name(), reception.queuePriority());
        } catch (AmiRefusedException refused) {
            // He may have left it just now.
            return false;
        }
        manner = "raised to priority " + reception.queuePriority() + " in the queue '" + reception.queue()
                + "', where the caller waited already" + manner;
        return true;
    }

    private void mark(AmiSession session) throws AmiLostException {
        manner = "";
        try {
            session.setVariables(channel, Handover.variables(order, route, before.toString()));
        } catch (AmiRefusedException refused) {
            // The move matters more than its marks; a caller who is gone is noticed by the Redirect.
            manner = " (" + refused.getMessage() + ")";
        }
    }

    private Optional<SwitchOutcome> redirect(AmiSession session, Optional<String> agent)
            throws AmiLostException, AmiRefusedException {
        sent = true;
        accepted = false;
        try {
            if (agent.isPresent()) {
                Route agentRoute = order.agent().keptAt().orElseThrow();
                session.redirectBoth(channel, route, agent.get(), agentRoute);
                manner = "redirected, the agent to " + AmiText.show(agentRoute) + manner;
            } else {
                session.redirect(channel, route);
                manner = "redirected" + manner;
            }
        } catch (AmiLostException lost) {
            sent = lost.sent();
            throw lost;
        } catch (AmiRefusedException refused) {
            return afterRefusal(session, agent, refused);
        }
        accepted = true;
        return Optional.of(confirm(session));
    }

    private Optional<SwitchOutcome> afterRefusal(
            AmiSession session, Optional<String> agent, AmiRefusedException refused)
            throws AmiLostException, AmiRefusedException {
        fault = "Redirect to " + AmiText.show(route) + " refused: " + refused.getMessage();
        // A Redirect of two may have moved the first before it failed with the second.
        Optional<ChannelStatus> caller = session.status(channel);
        if (caller.isPresent() && caller.get().place().isAt(route)) {
            manner = "redirected, but not the agent: " + refused.getMessage();
            return Optional.of(arrived());
        }
        sent = false;
        if (caller.isPresent()
                && agent.isPresent()
                && session.status(agent.get()).isEmpty()) {
            return redirect(session, Optional.empty());
        }
        return Optional.empty();
    }

    /** Asterisk has said yes; looks until the caller has left for the route. */
    private SwitchOutcome confirm(AmiSession session) throws AmiLostException, AmiRefusedException {
        long startNs = System.nanoTime();
        Place last = before;
        while (System.nanoTime() - startNs < confirmWithinNs) {
            Optional<ChannelStatus> caller = session.status(channel);
            if (caller.isEmpty()) {
                return new SwitchOutcome.Unconfirmed(route, "the call ended before the caller was seen at the route");
            }
            last = caller.get().place();
            if (last.isAt(route) || !last.inSameExtension(before)) {
                return arrived();
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        return new SwitchOutcome.Unconfirmed(
                route, "Asterisk accepted the Redirect, but the caller is still at " + last);
    }

    /** A Redirect stayed unanswered: looks where the caller is. Empty: it was certainly not carried out. */
    private Optional<SwitchOutcome> lookAfterLoss(AmiSession session) throws AmiLostException, AmiRefusedException {
        if (accepted) {
            return Optional.of(confirm(session));
        }
        long startNs = System.nanoTime();
        do {
            Optional<ChannelStatus> caller = session.status(channel);
            if (caller.isEmpty()) {
                return Optional.of(abandon("the call ended while the connection was lost"));
            }
            Place now = caller.get().place();
            if (now.isAt(route)) {
                manner = "redirected just before the connection was lost";
                return Optional.of(arrived());
            }
            if (!now.inSameExtension(before)) {
                return Optional.of(
                        abandon("the connection was lost, and the caller went from " + before + " to " + now));
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        } while (System.nanoTime() - startNs < confirmWithinNs);
        sent = false;
        return Optional.empty();
    }

    private SwitchOutcome arrived() {
        return route == order.target()
                ? new SwitchOutcome.Moved(route, manner)
                : new SwitchOutcome.MovedToFallback(route, String.join("; ", faults));
    }

    private String faults() {
        if (faults.isEmpty()) {
            return fault + "; no fallback route is configured";
        }
        return String.join("; ", faults) + "; " + fault;
    }
}
