package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.SwitchLedger;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AsyncAgi;
import io.callfuse.engine.action.ari.AriCallControl;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.TapBy;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Chooses for each call the way on which Asterisk is asked. A caller who is in ARI's application is moved and marked by ARI, for
 * nothing else reaches him without taking him out of it; every other by AMI. Each order to move a caller is carried out once,
 * whichever way. Thread-safe.
 */
final class JoinedCallControl implements CallControl {
    private static final int SWITCHES_REMEMBERED = 10_000;

    private final Optional<AmiCallControl> ami;
    private final Optional<AriCallControl> ari;
    private final TapBy tapBy;
    private final SwitchLedger ledger = new SwitchLedger(SWITCHES_REMEMBERED);

    /** Joins what there is. */
    JoinedCallControl(Optional<AmiCallControl> ami, Optional<AriCallControl> ari, TapBy tapBy) {
        this.ami = ami;
        this.ari = ari;
        this.tapBy = tapBy;
    }

    /** Answers dialplans that ask by asynchronous AGI, which is by AMI; said before {@link #start()}. */
    void answer(AsyncAgi agi) {
        ami.ifPresent(control -> control.answer(agi));
    }

    /** Has the log say which of these routes Asterisk does not have; by AMI alone. */
    void lookFor(Collection<Route> routes) {
        ami.ifPresent(control -> control.lookFor(routes));
    }

    /** Begins to connect; returns at once. */
    void start() {
        ami.ifPresent(AmiCallControl::start);
        ari.ifPresent(AriCallControl::start);
    }

    /** Tells how the links stand. */
    AsteriskLinks links() {
        if (ami.isPresent() && !ami.get().isConnected()) {
            return AsteriskLinks.AMI_DOWN;
        }
        return ari.isPresent() && !ari.get().isConnected() ? AsteriskLinks.ARI_DOWN : AsteriskLinks.CONNECTED;
    }

    @Override
    public CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id) {
        boolean byAri = ari.isPresent() && (tapBy == TapBy.ARI || ami.isEmpty() || isHeld(channel));
        return byAri ? ari.get().startTap(channel, id) : ami.orElseThrow().startTap(channel, id);
    }

    @Override
    public CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        boolean byAri = ari.isPresent() && (tapBy == TapBy.ARI || ami.isEmpty());
        return byAri ? ari.get().startAgentTap(agent, id) : ami.orElseThrow().startAgentTap(agent, id);
    }

    /** By AMI alone: of a bridge that is not its own, ARI tells nothing. */
    @Override
    public CompletionStage<PeerLook> talkingTo(CallChannel caller) {
        return ami.isPresent() ? ami.get().talkingTo(caller) : CallControl.super.talkingTo(caller);
    }

    /** By AMI alone: whom a caller talks to, ARI does not know. */
    @Override
    public CompletionStage<WhisperOutcome> whisper(CallChannel caller, CallId call, String sounds) {
        return ami.isPresent()
                ? ami.get().whisper(caller, call, sounds)
                : CallControl.super.whisper(caller, call, sounds);
    }

    /** By AMI alone, which may read every channel. */
    @Override
    public CompletionStage<OptionalLong> packetsReceived(CallChannel caller) {
        return ami.isPresent() ? ami.get().packetsReceived(caller) : CallControl.super.packetsReceived(caller);
    }

    /** By AMI alone: ARI knows nothing of queues. */
    @Override
    public CompletionStage<QueueStatuses> queues(Set<String> queues) {
        return ami.isPresent() ? ami.get().queues(queues) : CallControl.super.queues(queues);
    }

    @Override
    public CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order) {
        CompletableFuture<SwitchOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<SwitchOutcome> earlier = ledger.enter(order.id(), outcome);
        if (earlier != null) {
            return earlier;
        }
        if (isHeld(order.channel())) {
            ari.get().moveHeld(order).thenAccept(moved -> {
                if (moved.isPresent()) {
                    outcome.complete(moved.get());
                } else {
                    moveByAmi(order, outcome);
                }
            });
        } else {
            moveByAmi(order, outcome);
        }
        return outcome;
    }

    private void moveByAmi(SwitchOrder order, CompletableFuture<SwitchOutcome> outcome) {
        if (ami.isPresent()) {
            ami.get().switchCaller(order).thenAccept(outcome::complete);
        } else {
            outcome.complete(new SwitchOutcome.LeftInPlace(
                    "the caller is not in ARI's application, and AMI, which could move him, is switched off"));
        }
    }

    @Override
    public void publish(CallChannel channel, Map<String, String> variables) {
        if (isHeld(channel)) {
            ari.get().publish(channel, variables);
        } else {
            ami.ifPresent(control -> control.publish(channel, variables));
        }
    }

    @Override
    public void userEvent(String name, Map<String, String> headers) {
        if (ami.isPresent()) {
            ami.get().userEvent(name, headers);
        } else {
            ari.ifPresent(control -> control.userEvent(name, headers));
        }
    }

    private boolean isHeld(CallChannel channel) {
        return ari.isPresent() && ari.get().holds(channel);
    }

    @Override
    public void close() {
        ari.ifPresent(AriCallControl::close);
        ami.ifPresent(AmiCallControl::close);
    }
}
