package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Measures how long Asterisk takes for what it is asked, and counts what becomes of callers who are moved. Thread-safe. */
final class MeasuredCallControl implements CallControl {
    private final CallControl control;
    private final CallTally tally;

    MeasuredCallControl(CallControl control, CallTally tally) {
        this.control = control;
        this.tally = tally;
    }

    private <T> CompletionStage<T> measured(String action, CompletionStage<T> outcome, long sinceNs) {
        outcome.whenComplete((done, fault) -> tally.actedAfter(action, System.nanoTime() - sinceNs));
        return outcome;
    }

    @Override
    public CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id) {
        long sinceNs = System.nanoTime();
        return measured("tap", control.startTap(channel, id), sinceNs);
    }

    @Override
    public CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        long sinceNs = System.nanoTime();
        return measured("agent-tap", control.startAgentTap(agent, id), sinceNs);
    }

    @Override
    public CompletionStage<PeerLook> talkingTo(CallChannel caller) {
        long sinceNs = System.nanoTime();
        return measured("peer-look", control.talkingTo(caller), sinceNs);
    }

    @Override
    public CompletionStage<WhisperOutcome> whisper(CallChannel caller, CallId call, String sounds) {
        long sinceNs = System.nanoTime();
        return measured("whisper", control.whisper(caller, call, sounds), sinceNs);
    }

    @Override
    public CompletionStage<OptionalLong> packetsReceived(CallChannel caller) {
        long sinceNs = System.nanoTime();
        return measured("packets-look", control.packetsReceived(caller), sinceNs);
    }

    @Override
    public CompletionStage<QueueStatuses> queues(Set<String> queues) {
        long sinceNs = System.nanoTime();
        return measured("queues-look", control.queues(queues), sinceNs);
    }

    @Override
    public CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order) {
        long sinceNs = System.nanoTime();
        CompletionStage<SwitchOutcome> outcome = control.switchCaller(order);
        outcome.thenAccept(tally::switched);
        return measured("move", outcome, sinceNs);
    }

    @Override
    public void publish(CallChannel channel, Map<String, String> variables) {
        control.publish(channel, variables);
    }

    @Override
    public void userEvent(String name, Map<String, String> headers) {
        control.userEvent(name, headers);
    }

    @Override
    public void close() {
        control.close();
    }
}
