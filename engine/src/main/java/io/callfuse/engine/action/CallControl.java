package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the engine can do to a call. Every method may be called by any thread and returns at once: the work is done by threads
 * of the implementation behind a bounded queue. Stages complete on such a thread, always normally: a failure is an outcome.
 */
public interface CallControl extends AutoCloseable {
    /** Starts to listen to the caller beside the call, which goes on undisturbed; the audio arrives under the call's id. */
    CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id);

    /** Starts to listen to an agent as to a caller; whether that fails says nothing about taps of callers. */
    default CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        return startTap(agent, id);
    }

    /** Looks whom a caller talks to at this moment. */
    default CompletionStage<PeerLook> talkingTo(CallChannel caller) {
        return CompletableFuture.completedFuture(new PeerLook.Unknown("Asterisk cannot be asked"));
    }

    /** Reads how many packets of a caller's voice Asterisk has received; empty where it cannot tell. */
    default CompletionStage<OptionalLong> packetsReceived(CallChannel caller) {
        return CompletableFuture.completedFuture(OptionalLong.empty());
    }

    /** Plays sounds, joined by {@code &}, to the agent to whom a caller talks; the caller hears nothing of it. */
    default CompletionStage<WhisperOutcome> whisper(CallChannel caller, CallId call, String sounds) {
        return CompletableFuture.completedFuture(new WhisperOutcome.Failed("only AMI can whisper"));
    }

    /** Looks how busy queues are; those of which Asterisk does not tell are missing. */
    default CompletionStage<QueueStatuses> queues(Set<String> queues) {
        return CompletableFuture.completedFuture(QueueStatuses.UNKNOWN);
    }

    /**
     * Moves the caller, exactly once for each {@link SwitchOrder#id()}: a second order with the same id does nothing and gets
     * the outcome of the first.
     */
    CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order);

    /** Sets variables of the channel, such as {@code CALLFUSE_SCORE} or {@code CDR(userfield)}; what fails is counted. */
    void publish(CallChannel channel, Map<String, String> variables);

    /** Tells all who listen on AMI, as {@code Event: UserEvent} with these headers; what fails is counted. */
    void userEvent(String name, Map<String, String> headers);

    /** Ends the connection; orders that still wait get their outcome. */
    @Override
    void close();
}
