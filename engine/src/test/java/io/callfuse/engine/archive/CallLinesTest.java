package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.agent.AgentsHeard;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class CallLinesTest {
    private static final CallId CALL = CallId.parse("0b5c1d5e-8f35-4c54-9a44-0d8f6f1c2a77");
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final CallChannel CHANNEL =
            new CallChannel("PJSIP/trunk-00000012", "1763719200.12", "1763719200.10", "+4915112345678");

    private final CallLines lines = new CallLines(CALL, Reports.ENGINE, Reports.POLICY);

    @Test
    void shouldTellATransitionWithEverythingThatLedToIt() {
        lines.joined(CHANNEL);
        ArchiveLine line = lines.fuse(confirmingToTripped(), evidence(), AT);
        assertThat(line.id()).isEqualTo(CALL + ":fuse:1");
        assertThat(line.json())
                .isEqualTo("{\"id\":\"" + CALL + ":fuse:1\",\"type\":\"fuse\",\"callId\":\"" + CALL + "\","
                        + "\"channel\":\"PJSIP/trunk-00000012\",\"uniqueid\":\"1763719200.12\","
                        + "\"linkedid\":\"1763719200.10\",\"at\":\"2026-11-21T10:00:00.000Z\",\"atMs\":6000,"
                        + "\"level\":2,\"from\":\"confirming\",\"to\":\"tripped\",\"why\":\"dwell\","
                        + "\"score\":83.1250,\"emotion\":\"anger\",\"confidence\":0.81,"
                        + "\"contributions\":{\"pitch\":12.5000,\"level\":-3.2500},\"words\":null,"
                        + "\"thresholds\":{\"enter\":75.0000,\"exit\":60.0000,\"dwellMs\":3000,\"cooldownMs\":300000},"
                        + "\"policy\":\"7\","
                        + "\"engine\":{\"version\":\"0.1.0\",\"model\":\"prosody-1\",\"config\":\"sha256:abc\"}}");
    }

    @Test
    void shouldNumberTheTransitionsOfACall() {
        lines.fuse(confirmingToTripped(), Evidence.NONE, AT);
        assertThat(lines.fuse(confirmingToTripped(), Evidence.NONE, AT).id()).isEqualTo(CALL + ":fuse:2");
    }

    @Test
    void shouldTellTheDecision() {
        JsonNode line = parse(lines.decision(
                new Decision(60_000, "none", Decision.Reason.NO_MEDIA, 0, Emotion.UNKNOWN, 0), Evidence.NONE, AT));
        assertThat(line.get("id").asString()).isEqualTo(CALL + ":decision");
        assertThat(line.get("channel").isNull()).isTrue();
        assertThat(line.get("reason").asString()).isEqualTo("no-media");
        assertThat(line.get("route").asString()).isEqualTo("none");
        assertThat(line.get("contributions").isEmpty()).isTrue();
    }

    @Test
    void shouldTellASwitchFromItsOrderToItsEnd() {
        assertThat(parse(lines.switchOrdered(6000, "soothing", "", AT))
                        .get("id")
                        .asString())
                .isEqualTo(CALL + ":switch:1:ordered");
        JsonNode failed = parse(lines.switchFailed(6200, "soothing", "no such context", AT));
        assertThat(failed.get("id").asString()).isEqualTo(CALL + ":switch:1:failed");
        assertThat(failed.get("detail").asString()).isEqualTo("no such context");
        lines.switchOrdered(400_000, "soothing", "", AT);
        assertThat(parse(lines.switchDone(400_100, "soothing", "redirect", AT))
                        .get("id")
                        .asString())
                .isEqualTo(CALL + ":switch:2:done");
    }

    @Test
    void shouldTellTheWholeCallAsTheReportWithMoreAroundIt() {
        lines.joined(CHANNEL);
        InputJournal inputs = new InputJournal();
        inputs.addGap(0, 20);
        inputs.addGap(20, 40);
        inputs.add(3000, "key-pressed", Map.of());
        inputs.addDropped(4000, 3);
        CallReport report = Reports.escalating();
        ArchiveLine line = lines.call(
                new CallSummary(report, AT, "completed", new MediaCounters(373, 2, 3), List.of("rtp"), inputs));
        String core = ReportJson.line(report);
        assertThat(line.json())
                .contains(core.substring(1, core.length() - 1))
                .contains("\"inputs\":[{\"atMs\":0,\"kind\":\"gap\",\"untilMs\":40},"
                        + "{\"atMs\":3000,\"kind\":\"key-pressed\"},"
                        + "{\"atMs\":4000,\"kind\":\"drop\",\"frames\":\"3\"}],\"inputsLost\":0");
        JsonNode call = parse(line);
        assertThat(call.get("type").asString()).isEqualTo("call");
        assertThat(call.get("startedAt").asString()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(call.get("audioFrames").asInt()).isEqualTo(373);
        assertThat(call.get("trips").get(0).get("atMs").asInt()).isEqualTo(6000);
        assertThat(call.get("fingerprint").asString()).isEqualTo(report.fingerprint());
    }

    @Test
    void shouldTellTheLegsOfAgentsWhereThereWereSome() {
        AgentsHeard.Leg leg = new AgentsHeard.Leg(
                "PJSIP/ann-1", "1.5", 2980, 5980, new AgentsHeard.Skew(-20, 40, 0), 140, 8, 2, "left");
        AgentsHeard agents = new AgentsHeard(List.of(leg), new AgentsHeard.Talk(1260, 1, 700, 2, 400, 900, 3100));
        InputJournal inputs = new InputJournal();
        MediaCounters frames = new MediaCounters(300, 0, 0);
        CallReport report = Reports.escalating();
        assertThat(lines.call(new CallSummary(report, AT, "hangup", frames, List.of(), inputs, Optional.of(agents)))
                        .json())
                .contains("\"agentLegs\":{\"legs\":[{\"channel\":\"PJSIP/ann-1\",\"uniqueid\":\"1.5\",\"fromMs\":2980,"
                        + "\"untilMs\":5980,\"skewMs\":-20,\"skewSpreadMs\":40,\"endSkewMs\":0,\"audioFrames\":140,"
                        + "\"gapFrames\":8,\"droppedFrames\":2,\"endedBy\":\"left\"}],\"speechSeconds\":1.3,"
                        + "\"talkOvers\":1,\"talkOverSeconds\":0.7,\"replyPauses\":{\"replies\":2,\"medianMs\":400,"
                        + "\"longestMs\":900,\"longestAtMs\":3100}}");
        assertThat(lines.call(new CallSummary(report, AT, "hangup", frames, List.of(), inputs))
                        .json())
                .doesNotContain("agentLegs");
    }

    @Test
    void shouldTellTheCallersNumberNowhere() {
        lines.joined(CHANNEL);
        CallSummary summary = new CallSummary(
                Reports.escalating(), AT, "completed", new MediaCounters(0, 0, 0), List.of(), new InputJournal());
        List<ArchiveLine> all = List.of(
                lines.fuse(confirmingToTripped(), evidence(), AT),
                lines.switchOrdered(0, "soothing", "", AT),
                lines.call(summary));
        assertThat(all).allSatisfy(line -> assertThat(line.json()).doesNotContain("4915112345678"));
    }

    @Test
    void shouldTellEachHoleInTheStream() {
        lines.joined(CHANNEL);
        ArchiveLine first = lines.noMedia(2500, 2500, AT);
        assertThat(first.id()).endsWith(":no-media:1");
        assertThat(parse(first).get("forMs").asInt()).isEqualTo(2500);
        assertThat(lines.noMedia(9000, 2500, AT).id()).endsWith(":no-media:2");
    }

    @Test
    void shouldRefuseALineThatWouldBreakTheFile() {
        assertThatThrownBy(() -> new ArchiveLine("a", "{\"id\":\"b\"}")).hasMessageContaining("begins with its id");
        assertThatThrownBy(() -> new ArchiveLine("a", "{\"id\":\"a\",\n}")).hasMessageContaining("line break");
        assertThatThrownBy(() -> new ArchiveLine("a\"", "{}")).hasMessageContaining("printable ASCII");
    }

    @Test
    void shouldCountWhatTheJournalCannotHold() {
        InputJournal inputs = new InputJournal();
        for (int i = 0; i < InputJournal.CAPACITY + 5; i++) {
            inputs.add(i, "dtmf", Map.of("digit", "1"));
        }
        assertThat(inputs.inputs()).hasSize(InputJournal.CAPACITY);
        assertThat(inputs.lost()).isEqualTo(5);
    }

    private static FuseChanged confirmingToTripped() {
        return new FuseChanged(
                6000, new FuseState.Confirming(3000), new FuseState.Tripped(6000, 83.125), 83.125, "dwell");
    }

    private static Evidence evidence() {
        Map<String, Double> contributions = new LinkedHashMap<>();
        contributions.put("pitch", 12.5);
        contributions.put("level", -3.25);
        return new Evidence(Emotion.ANGER, 0.81, contributions, WordEvidence.NONE);
    }

    private static JsonNode parse(ArchiveLine line) {
        return JsonMapper.shared().readTree(line.json());
    }
}
