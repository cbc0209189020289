package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.policy.FollowUp;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.queue.QueueSink;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallDecisionsTest {
    private static final CallChannel CHANNEL = new CallChannel("PJSIP/trunk-01", "17.1", "17.1", "5550100");
    private static final Route AGENT = new Route("agent", "callfuse-routes", "agent", 1);

    private PolicySettings policy = ConfigLoader.defaults().policySettings();
    private final StubArchive archive = new StubArchive();
    private final StubCallControl control = new StubCallControl();
    private final List<AnalysedCall> ended = new ArrayList<>();
    private final LegWorker worker = new LegWorker(0, 4, new DelayCount(Long.MAX_VALUE));

    @TempDir
    Path folder;

    private Optional<FollowUp> followUp = Optional.empty();
    private String whisper = "";
    private short[] angry;

    @BeforeEach
    void readTheRecording() throws Exception {
        angry = DemoAudio.samples(DemoAudio.copy("en-angry", folder));
    }

    @Test
    void shouldOrderExactlyOneSwitchForATripAndSayWhatCameOfIt() {
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        assertThat(control.switches).singleElement().satisfies(order -> {
            assertThat(order.channel()).isEqualTo(CHANNEL);
            assertThat(order.target()).isEqualTo(policy.switchRoute());
            assertThat(order.agent()).isEqualTo(BridgedAgent.keep(AGENT));
            assertThat(order.variables())
                    .containsEntry("CALLFUSE_ROUTE", policy.switchRoute().name())
                    .containsEntry("CALLFUSE_EVIDENCE", "https://records/" + call.id())
                    .containsEntry("CALLFUSE_NEED", "");
        });
        assertThat(call.fuse()).isInstanceOf(FuseState.Tripped.class);
        control.outcome.complete(new SwitchOutcome.Moved(policy.switchRoute(), "redirected"));
        worker.doWork();
        assertThat(ids())
                .anyMatch(id -> id.endsWith(":switch:1:ordered"))
                .anyMatch(id -> id.endsWith(":switch:1:done"));
        end(call);
        assertThat(control.switches).map(SwitchOrder::id).hasSize(1);
        assertThat(ids()).last().asString().endsWith(":call");
    }

    @Test
    void shouldLeaveTheCallerToTheDialplanWhereNoChannelIsKnown() {
        LiveCall call = call(Optional.of(control), false);
        play(call);
        worker.doWork();
        assertThat(control.switches).isEmpty();
        assertThat(archive.lines).anyMatch(line -> line.json().contains("left to the dialplan"));
    }

    @Test
    void shouldWhisperToTheAgentOnceWhileTheFuseConfirms() {
        whisper = "upset-caller";
        control.whispered = new WhisperOutcome.Begun(CHANNEL);
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        assertThat(control.whispers).containsExactly("upset-caller");
        assertThat(call.fuse()).isInstanceOf(FuseState.Tripped.class);
    }

    @Test
    void shouldWhisperNothingInADryRunNorWhereNobodySaidWhat() {
        play(joined(call(Optional.of(control), false)));
        whisper = "upset-caller";
        play(joined(call(Optional.of(control), true)));
        play(call(Optional.of(control), false));
        assertThat(control.whispers).isEmpty();
    }

    @Test
    void shouldNotWhisperAgainWithinTheCooldownUnlessNobodyWasThere() {
        whisper = "upset-caller";
        LiveCall call = joined(call(Optional.of(control), false));
        AgentWhisper whispers = new AgentWhisper();
        long cooldownMs = policy.fuse().cooldown().toMillis();
        whispers.confirming(call, control, 1000);
        whispers.confirming(call, control, 2000);
        assertThat(control.whispers).as("nobody was there").hasSize(2);
        control.whispered = new WhisperOutcome.Begun(CHANNEL);
        whispers.confirming(call, control, 3000);
        whispers.confirming(call, control, 3000 + cooldownMs - 1);
        assertThat(control.whispers).hasSize(3);
        control.whispered = new WhisperOutcome.Failed("too slow");
        whispers.confirming(call, control, 3000 + cooldownMs);
        whispers.confirming(call, control, 4000 + cooldownMs);
        assertThat(control.whispers).hasSize(4);
    }

    private static LiveCall joined(LiveCall call) {
        call.join(CHANNEL);
        return call;
    }

    @Test
    void shouldMoveNobodyInADryRun() {
        LiveCall call = call(Optional.of(control), true);
        call.join(CHANNEL);
        play(call);
        worker.doWork();
        assertThat(control.switches).isEmpty();
        assertThat(archive.lines).anyMatch(line -> line.json().contains("dry run"));
    }

    @Test
    void shouldArchiveACallThatEndsBeforeItsSwitchIsAnswered() {
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        end(call);
        control.outcome.complete(new SwitchOutcome.LeftInPlace("the caller hung up"));
        worker.doWork();
        assertThat(archive.lines).anyMatch(line -> line.json().contains("the caller hung up"));
        assertThat(ended).singleElement().satisfies(analysed -> assertThat(
                        analysed.report().outcome().trips())
                .hasSize(1));
    }

    @Test
    void shouldMoveTheCallerWhereTheRuleSaysAndTellWhichItWas() throws Exception {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(
                file,
                """
                policy:
                  rules:
                    - {name: upset, when: score > 40, route: technical}
                    - {name: only-told, when: callSeconds >= 2}
                """);
        policy = ConfigLoader.load(file).policySettings();
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        assertThat(control.switches).singleElement().satisfies(order -> {
            assertThat(order.target().name()).isEqualTo("technical");
            assertThat(order.variables())
                    .containsEntry("CALLFUSE_ROUTE", "technical")
                    .containsEntry("CALLFUSE_REASON", "rule:upset");
        });
        assertThat(archive.lines)
                .anyMatch(line -> line.json().contains("\"type\":\"rule\"")
                        && line.json().contains("\"rule\":\"only-told\",\"route\":\"none\""))
                .anyMatch(line -> line.json().contains("\"reason\":\"rule\",\"rule\":\"upset\""))
                .anyMatch(line -> line.json().contains("\"why\":\"rule upset\""));
        end(call);
        assertThat(ids()).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepTheCallersNumberOutOfEveryLineAndEvent() {
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        end(call);
        assertThat(archive.lines).isNotEmpty().noneMatch(line -> line.json().contains("5550100"));
        assertThat(control.published).isNotEmpty().noneMatch(marks -> marks.containsValue("5550100"));
    }

    @Test
    void shouldGiveATaskForACallerWhoWasNotMovedAndForOneWhoWasWhereThatIsWanted() {
        for (FollowUp.After after : FollowUp.After.values()) {
            followUp = Optional.of(new FollowUp(after, Duration.ofHours(4)));
            assertThat(taskAfter(new SwitchOutcome.LeftInPlace("nobody")))
                    .singleElement()
                    .satisfies(task -> assertThat(task)
                            .contains("\"reason\":\"fuse\",\"route\":\"soothing\",\"outcome\":\"not-moved\""));
            assertThat(taskAfter(new SwitchOutcome.Moved(policy.switchRoute(), "redirected")))
                    .hasSize(after == FollowUp.After.EVERY_TRIP ? 1 : 0);
        }
        followUp = Optional.empty();
        assertThat(taskAfter(new SwitchOutcome.LeftInPlace("nobody"))).isEmpty();
    }

    @Test
    void shouldGiveATaskForACallerWhoHungUpFirstButNoneInADryRun() {
        followUp = Optional.of(new FollowUp(FollowUp.After.NOT_MOVED, Duration.ofHours(4)));
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        play(call);
        end(call);
        assertThat(tasks()).singleElement().asString().contains("\"outcome\":\"hung-up\"");
        assertThat(ids()).last().asString().endsWith(":call");
        archive.lines.clear();
        LiveCall dry = call(Optional.of(control), true);
        dry.join(CHANNEL);
        play(dry);
        end(dry);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void shouldLeaveTheCallerWhereHeIsIfNoRouteTakesHimAndSayWhy() throws Exception {
        Path file = folder.resolve("closed.yaml");
        Files.writeString(
                file,
                """
                policy:
                  fallback: none
                  routes:
                    soothing: {context: c, open: Mon-Sun 00:00-24:00 except 2026-11-23}
                    agent: {context: c}
                """);
        policy = ConfigLoader.load(file).policySettings();
        LiveCall call = call(Optional.of(control), false);
        call.join(CHANNEL);
        call.note("clock", Map.of("date", "2026-11-23", "local", "12:00"));
        play(call);
        worker.doWork();
        assertThat(control.switches).isEmpty();
        assertThat(call.fuse()).isInstanceOf(FuseState.Archived.class);
        assertThat(archive.lines).anyMatch(line -> line.json()
                .contains("\"phase\":\"failed\",\"route\":\"none\",\"detail\":"
                        + "\"no route takes callers: soothing closed\""));
        end(call);
    }

    /** The tasks of a call that tripped and of which this became. */
    private List<String> taskAfter(SwitchOutcome outcome) {
        archive.lines.clear();
        StubCallControl asked = new StubCallControl();
        LiveCall call = call(Optional.of(asked), false);
        call.join(CHANNEL);
        play(call);
        asked.outcome.complete(outcome);
        worker.doWork();
        end(call);
        return tasks();
    }

    private List<String> tasks() {
        return archive.lines.stream()
                .map(ArchiveLine::json)
                .filter(line -> line.contains("\"type\":\"task\""))
                .toList();
    }

    private LiveCall call(Optional<CallControl> acts, boolean dryRun) {
        CallDecisions decisions = new CallDecisions(
                archive,
                acts,
                new CallDecisions.Listeners(
                        scored -> {}, (call, analysed) -> ended.add(analysed), gone -> {}, noMedia -> {}),
                Optional.empty());
        PolicyInForce inForce = new PolicyInForce(
                new CallDecisions.Rules(
                        policy, BridgedAgent.keep(AGENT), "https://records/{id}", dryRun, followUp, whisper),
                new EngineIdentity("test", "test", "test"),
                "sha256:test");
        CallMakings makings =
                new CallMakings(EmotionModel.embedded(), Languages.embedded(), inForce, 64, Optional.empty(), false);
        LiveCall call = new LiveCall(CallId.random(), makings, worker, decisions);
        worker.adopt(call);
        return call;
    }

    private void play(LiveCall call) {
        QueueSink sink = new QueueSink(call.queue(), new EndlessCall());
        for (int at = 0; at + 160 <= angry.length; at += 160) {
            sink.audio(angry, at, at);
            worker.doWork();
        }
    }

    private void end(LiveCall call) {
        call.end(EndedBy.HANGUP);
        worker.doWork();
    }

    private List<String> ids() {
        return archive.lines.stream().map(line -> line.id()).toList();
    }
}
