package io.callfuse.engine.action.ami;

import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Call control in front of a fake AMI, with a caller who waits in a queue. */
final class AmiTestBench implements AutoCloseable {
    static final Route SOOTHING = new Route("soothing", "soothing", "s", 1);
    static final Route OPERATOR = new Route("operator", "operator", "0", 1);
    static final Route AGENT = new Route("agent", "agent-after", "s", 1);
    static final CallChannel CALLER = new CallChannel("PJSIP/trunk-00000001", "1700000000.1", "1700000000.1", "");

    final FakeAmi asterisk = new FakeAmi();
    final RecordedEvents events = new RecordedEvents();
    final FakeAmi.FakeChannel caller;
    final AmiCallControl control;

    AmiTestBench() throws IOException {
        this(64);
    }

    AmiTestBench(int queuedOrders) throws IOException {
        this(queuedOrders, quickTimes());
    }

    /** One that waits longer for an answer. */
    static AmiTestBench patient(Duration response) throws IOException {
        AmiTimes quick = quickTimes();
        return new AmiTestBench(
                64,
                quick.withConnection(quick.connectTimeout(), response, quick.reconnectInitial(), quick.reconnectMax()));
    }

    private AmiTestBench(int queuedOrders, AmiTimes times) throws IOException {
        asterisk.routes.add("soothing,s,1");
        asterisk.routes.add("operator,0,1");
        asterisk.routes.add("agent-after,s,1");
        caller = asterisk.channel(CALLER.name(), CALLER.uniqueId(), "support", "100", 3);
        control = new AmiCallControl(settings(queuedOrders, times), events);
    }

    static AmiTimes quickTimes() {
        return new AmiTimes(
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                Duration.ofMillis(600),
                Duration.ofSeconds(8),
                Duration.ofSeconds(3));
    }

    AmiLogin login() {
        return new AmiLogin(asterisk.address(), "callfuse", "s3cret");
    }

    private AmiSettings settings(int queuedOrders, AmiTimes times) {
        InetSocketAddress tap = new InetSocketAddress("127.0.0.1", 9092);
        return new AmiSettings(login(), times, tap, Duration.ofMillis(200), queuedOrders);
    }

    AmiTestBench connected() {
        control.start();
        await().until(control::isConnected);
        return this;
    }

    static SwitchOrder order(String id) {
        return new SwitchOrder(
                id,
                CallId.random(),
                CALLER,
                SOOTHING,
                List.of(OPERATOR),
                BridgedAgent.keep(AGENT),
                Map.of("CALLFUSE_ROUTE", "soothing"));
    }

    static SwitchOrder withoutFallback(String id) {
        return new SwitchOrder(id, CallId.random(), CALLER, SOOTHING, List.of(), BridgedAgent.hangUp(), Map.of());
    }

    SwitchOutcome move(SwitchOrder order) throws Exception {
        return outcome(control.switchCaller(order));
    }

    static <T> T outcome(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        asterisk.release();
        control.close();
        asterisk.close();
    }
}
