package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was told, in order, as text. */
final class RecordedEvents implements CallEvents {
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<Duration> missed = new CopyOnWriteArrayList<>();

    @Override
    public void hungUp(String uniqueId, int causeCode) {
        told.add("hungUp " + uniqueId + " " + causeCode);
    }

    @Override
    public void digit(String uniqueId, char digit) {
        told.add("digit " + uniqueId + " " + digit);
    }

    @Override
    public void dialplanWatch(CallId id, CallChannel channel) {
        told.add("watch " + id + " " + channel);
    }

    @Override
    public void handedOver(String uniqueId, Map<String, String> facts) {
        told.add("handedOver " + uniqueId + " " + facts);
    }

    @Override
    public void labelled(Optional<CallId> id, CallChannel agent, String label) {
        told.add("labelled " + id.map(CallId::toString).orElse("-") + " " + agent + " " + label);
    }

    @Override
    public void whispered(CallId id, String status) {
        told.add("whispered " + id + " " + status);
    }

    @Override
    public void bridgeChanged(String bridgeId, CallChannel who) {
        told.add("bridge " + bridgeId + " " + who);
    }

    @Override
    public void connectionLost() {
        told.add("lost");
    }

    @Override
    public void connected(List<CallChannel> live, Duration missedFor) {
        missed.add(missedFor);
        told.add(
                "connected " + live.stream().map(CallChannel::uniqueId).sorted().toList());
    }

    long count(String event) {
        return told.stream().filter(event::equals).count();
    }
}
