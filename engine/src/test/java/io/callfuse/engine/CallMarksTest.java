package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallMarksTest {
    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> labels() {
        return bench.archive.lines.stream()
                .map(ArchiveLine::json)
                .filter(json -> json.contains("\"type\":\"label\""))
                .toList();
    }

    private boolean mark(CallId id, Map<String, String> marks) {
        return bench.desk.mark(Optional.of(id), "", marks);
    }

    private void hangUp(CallId id) {
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
    }

    @Test
    void shouldKeepALabelAtOnceAndInTheRecordToo() {
        CallId id = bench.watch("1.1");
        assertThat(mark(id, Map.of("label", "Upset", "by", "ann", "note", "wants 4111 1111 back")))
                .isTrue();
        assertThat(labels())
                .singleElement()
                .asString()
                .startsWith("{\"id\":\"" + id + ":label:")
                .contains(
                        "\"callId\":\"" + id + "\"",
                        "\"label\":\"upset\"",
                        "\"by\":\"ann\"",
                        "\"note\":\"wants # # back\"",
                        "\"source\":\"dialplan\"");
        hangUp(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"label\":\"Upset\"");
    }

    @Test
    void shouldTakeALabelOfACallThatHasJustEndedAndNothingElse() {
        CallId id = bench.watch("1.1");
        hangUp(id);
        assertThat(mark(id, Map.of("label", "calm"))).isTrue();
        assertThat(mark(id, Map.of("label", "calm", "queue", "care"))).isFalse();
        assertThat(mark(id, Map.of("queue", "care"))).isFalse();
        assertThat(mark(CallId.random(), Map.of("label", "calm"))).isFalse();
        assertThat(labels()).hasSize(1);
    }

    @Test
    void shouldTakeTheLabelOfAnAgentWhoTalksToTheCaller() {
        CallId id = bench.watch("1.1");
        bench.desk.labelled(Optional.empty(), new CallChannel("PJSIP/agent-2", "1.2", "1.1", ""), "upset");
        bench.desk.labelled(Optional.of(id), new CallChannel("PJSIP/agent-3", "7.2", "7.1", ""), "calm");
        assertThat(labels()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("\"callId\":\"" + id + "\"", "\"source\":\"dtmf\""));
        hangUp(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"label\":\"upset\"", "\"label\":\"calm\"");
    }

    @Test
    void shouldTakeNoLabelOfACallerNorOfWhoTalksToNobodyOrToSeveral() {
        bench.watch("1.1");
        bench.desk.watch(new CallChannel("PJSIP/caller-5", "5.1", "5.1", ""), Optional.empty());
        bench.desk.watch(new CallChannel("PJSIP/caller-6", "5.2", "5.1", ""), Optional.empty());
        bench.desk.labelled(Optional.empty(), new CallChannel("PJSIP/agent-2", "5.3", "5.1", ""), "calm");
        bench.desk.labelled(Optional.empty(), new CallChannel("PJSIP/caller-1", "1.1", "1.1", ""), "calm");
        bench.desk.labelled(Optional.empty(), new CallChannel("PJSIP/agent-2", "9.2", "9.1", ""), "calm");
        bench.desk.labelled(Optional.empty(), new CallChannel("PJSIP/agent-2", "9.2", "", ""), "calm");
        bench.desk.labelled(Optional.of(CallId.random()), new CallChannel("PJSIP/agent-2", "9.2", "9.1", ""), "calm");
        assertThat(labels()).isEmpty();
    }

    @Test
    void shouldTakeAMarkNamedLabelThatIsNoneForAMark() {
        CallId id = bench.watch("1.1");
        assertThat(mark(id, Map.of("label", "gold"))).isTrue();
        assertThat(labels()).isEmpty();
    }

    @Test
    void shouldTakeNumbersOutOfMarksBeforeRulesAndTheRecordKnowThem() {
        CallId id = bench.watch("1.1");
        Map<String, String> marks = Map.of("queue", "7001", "account", "4111-1111", "tier", "gold 2", "pin", "123");
        assertThat(mark(id, marks)).isTrue();
        bench.desk.tagged(id, Map.of("customer", "no 880 123 now", "did", "08001234"));
        hangUp(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"queue\":\"7001\"", "\"account\":\"#\"", "\"tier\":\"gold 2\"", "\"pin\":\"#\"")
                .contains("\"customer\":\"no # # now\"", "\"did\":\"08001234\"")
                .doesNotContain("4111-1111", "880 123");
    }

    /** The channel's number is 5550100; the hashes are openssl's, of HMAC-SHA256 under the bench's key. */
    @Test
    void shouldKeepTheCallersPseudonymAndNeverHisNumber() {
        CallId id = bench.watch("1.1");
        bench.settle();
        assertThat(bench.archive.lines)
                .singleElement()
                .asString()
                .contains("\"type\":\"watch\"", "\"caller\":\"61f9d35a871bb773a42057edb15d6a82\"");
        assertThat(mark(id, Map.of("caller", "+49 30 1234"))).isTrue();
        hangUp(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"linkedid\":\"1.1\",\"caller\":\"7a81478678a5877314ed1584288c7a9a\"")
                .contains("\"kind\":\"mark\",\"caller\":\"7a81478678a5877314ed1584288c7a9a\"");
        assertThat(bench.archive.lines).allSatisfy(line -> assertThat(line.json())
                .doesNotContain("5550100")
                .doesNotContain("30 1234")
                .doesNotContain("49301234"));
    }
}
