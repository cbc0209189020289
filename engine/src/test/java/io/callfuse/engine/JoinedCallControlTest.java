package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiSettings;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ari.AriCallControl;
import io.callfuse.engine.action.ari.AriLogin;
import io.callfuse.engine.action.ari.AriSettings;
import io.callfuse.engine.action.ari.AriTimes;
import io.callfuse.engine.action.ari.AudioSocketTap;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.TapBy;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which way is asked for which call; neither way is connected, and each says so in its own words. */
@Timeout(30)
class JoinedCallControlTest {
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("127.0.0.1", 1);
    private static final InetSocketAddress ENGINE = new InetSocketAddress("127.0.0.1", 9092);
    private static final CallChannel CALLER = new CallChannel("PJSIP/a-1", "1.1", "1.1", "");

    private final EngineBench bench = new EngineBench();
    private AmiCallControl ami;
    private AriCallControl ari;

    @BeforeEach
    void prepare() throws Exception {
        AmiLogin login = new AmiLogin(NOWHERE, "callfuse", "x");
        ami = new AmiCallControl(
                new AmiSettings(login, AmiTimes.defaults(), ENGINE, Duration.ofSeconds(1), 1), bench.desk);
        AriLogin user = new AriLogin(NOWHERE, false, Optional.empty(), "callfuse", "x", "callfuse");
        AriSettings settings = new AriSettings(user, AriTimes.defaults(), new AudioSocketTap(ENGINE), 1, 16, true);
        ari = new AriCallControl(settings, bench.desk, bench.desk, (id, tags) -> {});
    }

    @AfterEach
    void close() {
        ami.close();
        ari.close();
        bench.close();
    }

    @Test
    void shouldTapTheWayThatTheOperatorSays() throws Exception {
        JoinedCallControl byAri = new JoinedCallControl(Optional.of(ami), Optional.of(ari), TapBy.ARI);
        CompletionStage<TapOutcome> tap = byAri.startTap(CALLER, CallId.random());
        ari.close();
        assertThat(outcome(tap)).isEqualTo(new TapOutcome.Failed("the engine is stopping"));
    }

    @Test
    void shouldTapByAriWhereThereIsNoOtherWay() throws Exception {
        JoinedCallControl alone = new JoinedCallControl(Optional.empty(), Optional.of(ari), TapBy.CHANSPY);
        CompletionStage<TapOutcome> tap = alone.startTap(CALLER, CallId.random());
        ari.close();
        assertThat(outcome(tap)).isInstanceOf(TapOutcome.Failed.class);
    }

    @Test
    void shouldSayThatACallerOutsideOfTheApplicationCannotBeMovedWithoutAmi() throws Exception {
        JoinedCallControl alone = new JoinedCallControl(Optional.empty(), Optional.of(ari), TapBy.ARI);
        assertThat(outcome(alone.switchCaller(order())).why()).contains("AMI", "switched off");
    }

    @Test
    void shouldGiveASecondOrderOfTheSameIdTheOutcomeOfTheFirst() {
        JoinedCallControl both = new JoinedCallControl(Optional.of(ami), Optional.of(ari), TapBy.CHANSPY);
        CompletionStage<SwitchOutcome> first = both.switchCaller(order());
        assertThat(both.switchCaller(order())).isSameAs(first);
    }

    private static SwitchOrder order() {
        Route soothing = new Route("soothing", "callfuse-routes", "soothing", 1);
        return new SwitchOrder("one", CallId.random(), CALLER, soothing, List.of(), BridgedAgent.hangUp(), Map.of());
    }

    private static <T> T outcome(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
