package io.callfuse.engine.action.ari;

import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Call control in front of a fake ARI, and a desk that has every caller tapped as the engine's does. */
final class AriTestBench implements AutoCloseable, CallDesk, CallEvents {
    static final Route SOOTHING = new Route("soothing", "callfuse-routes", "soothing", 1);
    static final Route FALLBACK = new Route("fallback", "callfuse-routes", "fallback", 1);

    final FakeAri ari;
    final AriCallControl control;
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<CompletionStage<TapOutcome>> taps = new CopyOnWriteArrayList<>();

    AriTestBench(FakeAri ari, TapAudio audio) throws AriUnreachableException {
        this.ari = ari;
        AriSettings settings = new AriSettings(ari.login(), quickTimes(), audio, 4, 4096, true);
        control = new AriCallControl(settings, this, this, (id, tags) -> told.add("tags " + tags));
    }

    AriTestBench(FakeAri ari) throws AriUnreachableException {
        this(ari, audio());
    }

    AriTestBench() throws AriUnreachableException {
        this(new FakeAri());
    }

    static AudioSocketTap audio() {
        return new AudioSocketTap(new InetSocketAddress("127.0.0.1", 9092));
    }

    static AriTimes quickTimes() {
        return new AriTimes(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(800),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofMillis(1500));
    }

    AriTestBench connected() {
        control.start();
        await().until(control::isConnected);
        return this;
    }

    static CallChannel channel(String id) {
        return new CallChannel("PJSIP/" + id, id, "", "");
    }

    static SwitchOrder order(String caller) {
        return new SwitchOrder(
                caller + ":switch",
                CallId.random(),
                channel(caller),
                SOOTHING,
                List.of(FALLBACK),
                BridgedAgent.hangUp(),
                Map.of("CALLFUSE_ROUTE", "soothing"));
    }

    static <T> T outcome(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    String state() throws Exception {
        return control.state().get(5, TimeUnit.SECONDS);
    }

    @Override
    public WatchAnswer watch(CallChannel channel, Optional<CallId> already) {
        told.add("watch " + channel.uniqueId() + " " + channel.linkedId());
        CallId id = already.orElseGet(CallId::random);
        taps.add(control.startTap(channel, id));
        return new WatchAnswer(id, "watching");
    }

    @Override
    public Verdict verdict(Optional<CallId> id, String uniqueId) {
        return Verdict.unknownCall();
    }

    @Override
    public boolean unwatch(Optional<CallId> id, String uniqueId) {
        return false;
    }

    @Override
    public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> marks) {
        return false;
    }

    @Override
    public boolean takesCalls() {
        return true;
    }

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
        throw new IllegalStateException("ARI tells no such thing");
    }

    @Override
    public void connectionLost() {
        told.add("lost");
    }

    @Override
    public void connected(List<CallChannel> live, Duration missedFor) {
        told.add(
                "connected " + live.stream().map(CallChannel::uniqueId).sorted().toList() + " "
                        + (missedFor.isZero() ? "first" : "again"));
    }

    @Override
    public void close() {
        ari.faults = FakeAri.Faults.NONE;
        control.close();
        ari.close();
    }
}
