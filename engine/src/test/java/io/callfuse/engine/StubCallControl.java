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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is asked to do; the test says what came of it. */
final class StubCallControl implements CallControl {
    final List<CallId> taps = new CopyOnWriteArrayList<>();
    final List<SwitchOrder> switches = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> whispers = new CopyOnWriteArrayList<>();
    volatile WhisperOutcome whispered = new WhisperOutcome.NobodyToTell();
    final List<Map<String, String>> published = new CopyOnWriteArrayList<>();
    final List<CallId> agentTaps = new CopyOnWriteArrayList<>();
    final CompletableFuture<TapOutcome> agentTapOutcome = new CompletableFuture<>();
    final List<Set<String>> queuesAsked = new CopyOnWriteArrayList<>();
    volatile QueueStatuses queues = QueueStatuses.UNKNOWN;
    volatile PeerLook peer = new PeerLook.Alone();
    final CompletableFuture<TapOutcome> tapOutcome = new CompletableFuture<>();
    final CompletableFuture<SwitchOutcome> outcome = new CompletableFuture<>();

    @Override
    public CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id) {
        taps.add(id);
        return tapOutcome;
    }

    @Override
    public CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        agentTaps.add(id);
        return agentTapOutcome;
    }

    @Override
    public CompletionStage<PeerLook> talkingTo(CallChannel caller) {
        return CompletableFuture.completedFuture(peer);
    }

    @Override
    public CompletionStage<WhisperOutcome> whisper(CallChannel caller, CallId call, String sounds) {
        whispers.add(sounds);
        return CompletableFuture.completedFuture(whispered);
    }

    @Override
    public CompletionStage<QueueStatuses> queues(Set<String> asked) {
        queuesAsked.add(asked);
        return CompletableFuture.completedFuture(queues);
    }

    @Override
    public CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order) {
        switches.add(order);
        return outcome;
    }

    @Override
    public void publish(CallChannel channel, Map<String, String> variables) {
        published.add(variables);
    }

    @Override
    public void userEvent(String name, Map<String, String> headers) {
        events.add(name);
    }

    @Override
    public void close() {
        events.add("closed");
    }
}
