package io.callfuse.engine.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CallErasure;
import io.callfuse.engine.archive.CallLines;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.archive.Reports;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.EarlierCall;
import io.callfuse.engine.scoring.Emotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every database. */
abstract class StoreContract {
    private static final int ROUNDS = 10_000;
    private static final CallStore.Query ALL = new CallStore.Query(Instant.MIN, Instant.MAX, 1000, false);

    @TempDir
    Path temporary;

    private final AtomicLong nowNs = new AtomicLong();

    /** An empty database of its own for each test, or the same as before within one. */
    abstract DatabaseAddress address();

    /** Makes the database out of reach; closing what is returned brings it back. */
    abstract AutoCloseable cutOff() throws Exception;

    /** What makes the database refuse a word {@code poison}, one statement. */
    abstract String refusingPoison();

    @Test
    void shouldKeepWhatTheLinesOfACallSay() throws Exception {
        Spool spool = new Spool(temporary).write(Spool.MONDAY, new SeededCalls(1).next());
        loadAll(spool);
        Map<String, Object> call = rows("select * from calls").get(0);
        assertThat(number(call, "started_unix_ms")).isEqualTo(SeededCalls.FIRST.toEpochMilli());
        assertThat(call)
                .containsEntry("channel", "PJSIP/trunk-1")
                .containsEntry("uniqueid", "1763719200.1")
                .containsEntry("ended_by", "hangup")
                .containsEntry("first_class_emotion", "anger")
                .containsEntry("decision_route", "soothing")
                .containsEntry("decision_reason", "fuse")
                .containsEntry("inlets", "[\"rtp\"]")
                .containsEntry("understood", null);
        assertThat(((Number) call.get("max_score")).doubleValue()).isEqualTo(91.3, within(1e-9));
        assertThat(number(call, "audio_frames")).isEqualTo(373);
        Map<String, Object> fuse = rows("select * from fuse_events").get(0);
        assertThat(fuse).containsEntry("to_state", "tripped").containsEntry("why", "dwell");
        assertThat(rows("select * from evidence where id = '" + fuse.get("id") + "'"))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.get("contributions")).isEqualTo("{\"pitch\":12.5}"));
        assertThat(rows("select r.rule, r.route, e.contributions from rule_events r join evidence e on e.id = r.id"))
                .singleElement()
                .satisfies(rule -> assertThat(rule)
                        .containsEntry("rule", "asks-for-manager")
                        .containsEntry("route", Route.NONE)
                        .containsEntry("contributions", "{\"pitch\":12.0}"));
        assertThat(rows("select * from policy_versions")).singleElement().satisfies(version -> assertThat(version)
                .containsEntry("policy", "7")
                .containsEntry("config", "sha256:abc")
                .containsEntry("id", call.get("policy_version")));
        assertThat(rows("select phase from switches order by id desc"))
                .extracting(row -> row.get("phase"))
                .containsExactly("ordered", "done");
        assertThat(number(rows("select for_ms from media_holes").get(0), "for_ms"))
                .isEqualTo(3000);
        assertThat(rows("select word, f0_hz from words where position < 2 order by position"))
                .extracting(row -> row.get("word"), row -> row.get("f0_hz"))
                .startsWith(tuple("refund", 181.5));
    }

    @Test
    void shouldNameTheRuleThatDecidedACall() throws Exception {
        CallLines lines = new CallLines(CallId.random(), Reports.ENGINE, Reports.POLICY);
        Decision decision = new Decision(
                6000, "soothing", Decision.Reason.RULE, 50, Emotion.NEUTRAL, 0.5, Optional.of("lost-patience"));
        loadAll(new Spool(temporary)
                .write(Spool.MONDAY, List.of(lines.decision(decision, Evidence.NONE, SeededCalls.FIRST))));
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            assertThat(store.list(ALL)).singleElement().satisfies(call -> assertThat(call.reason())
                    .contains("rule:lost-patience"));
        }
    }

    @Test
    void shouldKnowACallerByWhateverLineNamedHimLast() throws Exception {
        CallLines early = new CallLines(CallId.random(), Reports.ENGINE, Reports.POLICY);
        early.calledBy(Optional.of("aa"));
        CallLines late = new CallLines(CallId.random(), Reports.ENGINE, Reports.POLICY);
        Decision decision = new Decision(6000, "none", Decision.Reason.NORMAL, 5, Emotion.NEUTRAL, 0.5);
        List<ArchiveLine> lines = new ArrayList<>();
        lines.add(early.watched(SeededCalls.FIRST));
        lines.add(late.watched(SeededCalls.FIRST.plusSeconds(1)));
        late.calledBy(Optional.of("bb"));
        lines.add(late.decision(decision, Evidence.NONE, SeededCalls.FIRST.plusSeconds(2)));
        lines.addAll(new SeededCalls(13).next());
        loadAll(new Spool(temporary).write(Spool.MONDAY, lines));
        assertThat(rows("select caller from calls order by started_unix_ms, caller"))
                .extracting(row -> row.get("caller"))
                .containsExactlyInAnyOrder("aa", "bb", null);
    }

    @Test
    void shouldKnowWhichCallsACallerMadeBefore() throws Exception {
        List<ArchiveLine> lines = new ArrayList<>();
        SeededCalls calls = new SeededCalls(15);
        List<String> ids = new ArrayList<>();
        for (String caller : List.of("aa", "bb", "aa", "aa")) {
            List<ArchiveLine> call = calls.calledBy(caller);
            ids.add(call.get(0).id().replaceFirst(":.*", ""));
            lines.addAll(call);
        }
        loadAll(new Spool(temporary).write(Spool.MONDAY, lines));
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            Instant last = SeededCalls.FIRST.plusSeconds(180);
            assertThat(store.earlierCalls("aa", ids.get(3), SeededCalls.FIRST, last)
                            .calls())
                    .containsExactly(
                            new EarlierCall(Duration.ofSeconds(60), SeededCalls.TOPIC, true),
                            new EarlierCall(Duration.ofSeconds(180), SeededCalls.TOPIC, true));
            assertThat(store.earlierCalls("aa", ids.get(3), SeededCalls.FIRST.plusSeconds(1), last)
                            .calls())
                    .hasSize(1);
            assertThat(store.earlierCalls("cc", ids.get(3), Instant.MIN, last).calls())
                    .isEmpty();
        }
    }

    @Test
    void shouldRemoveEveryRowOfCallsThatWereErasedAndNoOther() throws Exception {
        List<ArchiveLine> lines = Spool.calls(new SeededCalls(14), 3);
        String gone = lines.get(0).id().replaceFirst(":.*", "");
        lines.add(new GivenLabel(gone, "upset", "", "", SeededCalls.FIRST, "http").line());
        Spool spool = new Spool(temporary).write(Spool.MONDAY, lines);
        loadAll(spool);
        Map<String, Long> before = counts();
        long words = count("words where call_id = '" + gone + "'");
        ArchiveLine erasure = CallErasure.line(List.of(gone, "not-here"), "ann", SeededCalls.FIRST);
        spool.write(
                Spool.MONDAY, List.of(erasure, new ArchiveLine("a:call", "{\"id\":\"a:call\",\"type\":\"erased\"}")));
        SpoolLoader loader = loadAll(spool);
        assertThat(loader.skipped()).isZero();
        assertThat(loader.failures()).isZero();
        Map<String, Long> after = counts();
        assertThat(after.get("calls")).isEqualTo(2);
        assertThat(after.get("words")).isEqualTo(before.get("words") - words);
        assertThat(after.get("labels")).isZero();
        for (String table : counts().keySet()) {
            assertThat(count(table + " where call_id = '" + gone + "'"))
                    .as(table)
                    .isZero();
        }
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            assertThat(store.hasErased(erasure.id())).isTrue();
            assertThat(store.hasErased("erase:other")).isFalse();
        }
    }

    @Test
    void shouldForgetCallsAndWordsOfOldDays() throws Exception {
        List<ArchiveLine> lines = new ArrayList<>(Spool.calls(new SeededCalls(15), 2));
        ArchiveLine record = lines.get(lines.size() - 1);
        lines.set(
                lines.size() - 1,
                new ArchiveLine(
                        record.id(),
                        record.json()
                                .replace(
                                        "\"inputs\":[]",
                                        "\"inputs\":[{\"kind\":\"words\",\"words\":\"refund@1\"},"
                                                + "{\"kind\":\"history\",\"calls\":\"60! refund\"}]")
                                .replace("\"understood\":null", "\"understood\":{\"language\":\"en\"}")));
        Spool spool = new Spool(temporary).write(Spool.MONDAY, lines);
        loadAll(spool);
        assertThat(count("words")).isPositive();
        forget(spool, "\"callsBefore\":\"2026-11-21\",\"wordsBefore\":\"2026-11-21\"");
        assertThat(count("words")).as("calls of that day itself stay").isPositive();
        forget(spool, "\"callsBefore\":\"2026-11-21\",\"wordsBefore\":\"2026-11-22\"");
        assertThat(count("words")).isZero();
        assertThat(count("score_tracks")).isEqualTo(2);
        assertThat(count("calls where understood is not null or inputs like '%refund%'"))
                .isZero();
        assertThat(rows("select inputs from calls where call_id = '"
                        + record.id().replace(":call", "") + "'"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("inputs", "[{\"kind\":\"words\"},{\"kind\":\"history\"}]"));
        assertThat(count("evidence where words is not null")).isZero();
        forget(spool, "\"callsBefore\":\"2026-11-22\"");
        assertThat(counts().values()).containsOnly(0L);
    }

    @Test
    void shouldKeepWhatAPolicyWasToldUntilTheWordsOfItsCallAreForgotten() throws Exception {
        List<ArchiveLine> lines = new ArrayList<>(Spool.calls(new SeededCalls(16), 2));
        byte[] track = {1, 0, -1, 127};
        lines.add(track(lines.get(0), Base64.getEncoder().encodeToString(track)));
        lines.add(track(lines.get(0), Base64.getEncoder().encodeToString(track)));
        lines.add(track(lines.get(SeededCalls.LINES), "no base64!"));
        Spool spool = new Spool(temporary).write(Spool.MONDAY, lines);
        assertThat(loadAll(spool).skipped()).as("one that was altered").isEqualTo(1);
        assertThat(tracked())
                .extracting(call -> call.track().map(bytes -> bytes.length).orElse(0))
                .containsExactly(track.length, 0);
        TrackedCall first = tracked().get(0);
        assertThat(first.track().orElseThrow()).isEqualTo(track);
        assertThat(first.told())
                .extracting(ToldEvent::kind)
                .contains(ToldEvent.Kind.FIRST_CLASS, ToldEvent.Kind.FUSE, ToldEvent.Kind.DECISION);
        assertThat(first.told()).filteredOn(ToldEvent::isTrip).hasSize(1);
        forget(spool, "\"wordsBefore\":\"2026-11-22\"");
        assertThat(tracked()).extracting(TrackedCall::track).containsOnly(Optional.empty());
    }

    private static ArchiveLine track(ArchiveLine ofTheCall, String track) {
        String call = ofTheCall.id().replaceFirst(":.*", "");
        String id = call + ":track";
        return new ArchiveLine(
                id,
                "{\"id\":\"" + id + "\",\"type\":\"track\",\"callId\":\"" + call + "\",\"track\":\"" + track + "\"}");
    }

    private List<TrackedCall> tracked() throws Exception {
        List<TrackedCall> calls = new ArrayList<>();
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            store.tracked(Instant.MIN, Instant.MAX, calls::add);
        }
        return calls;
    }

    private void forget(Spool spool, String what) throws IOException {
        String id = "forget:" + spool.committed().bytesByFile();
        id = id.replaceAll("[^a-z0-9:]", "");
        String json = "{\"id\":\"" + id + "\",\"type\":\"forget\",\"at\":\"2026-12-01T00:00:00Z\"," + what + "}";
        assertThat(loadAll(spool.write(Spool.MONDAY, List.of(new ArchiveLine(id, json))))
                        .skipped())
                .isZero();
    }

    @Test
    void shouldCountTheLastLabelOfACallAndKeepThoseBeforeIt() throws Exception {
        List<ArchiveLine> lines = Spool.calls(new SeededCalls(12), 2);
        String first = lines.get(0).id().replaceFirst(":.*", "");
        String second = lines.get(SeededCalls.LINES).id().replaceFirst(":.*", "");
        Instant at = SeededCalls.FIRST.plusSeconds(3600);
        ArchiveLine calm = new GivenLabel(first, "calm", "ann", "", at, "http").line();
        // A line that was left for an engine may come after those that were told later.
        lines.add(new GivenLabel(first, "upset", "", "at the end", at.plusSeconds(1), "command").line());
        lines.addAll(List.of(calm, calm));
        lines.add(new GivenLabel(second, "calm", "", "", at, "dialplan").line());
        lines.add(new GivenLabel("not-here", "calm", "", "", at, "dialplan").line());
        Spool spool = new Spool(temporary).write(Spool.MONDAY, lines);
        assertThat(loadAll(spool).skipped()).isZero();
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            assertThat(store.labels()).isEqualTo(Map.of(first, "upset", second, "calm", "not-here", "calm"));
            assertThat(store.list(ALL))
                    .extracting(StoredCall::label)
                    .containsExactly(Optional.of("calm"), Optional.of("upset"));
            assertThat(store.named(second)).containsExactly(second);
            assertThat(store.named("1763719200.1")).containsExactly(first);
            assertThat(store.named("0.0")).isEmpty();
        }
        assertThat(count("calls")).as("a label begins no call").isEqualTo(2);
        assertThat(rows("select * from labels where call_id = '" + first + "' order by told_unix_ms"))
                .extracting(row -> row.get("label"), row -> row.get("labelled_by"), row -> row.get("note"))
                .containsExactly(tuple("calm", "ann", null), tuple("upset", null, "at the end"));
    }

    @Test
    void shouldKeepEachVersionOfThePolicyThatCameIntoForceOnce() throws Exception {
        PolicyVersion first = new PolicyVersion(
                "7", "sha256:aa", SeededCalls.FIRST, "new-calls", "Ann", "fewer trips", "{\"version\":\"7\"}");
        PolicyVersion second = new PolicyVersion(
                "8", "sha256:bb", SeededCalls.FIRST.plusSeconds(9), "live-calls", "Bob", "", "{\"version\":\"8\"}");
        ArchiveLine twice = second.line(Reports.ENGINE);
        loadAll(new Spool(temporary).write(Spool.MONDAY, List.of(first.line(Reports.ENGINE), twice, twice)));
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            assertThat(store.policies()).containsExactly(second, first);
        }
    }

    @Test
    void shouldListCallsNewestFirstAndThoseWithoutARecordToo() throws Exception {
        SeededCalls calls = new SeededCalls(2);
        List<ArchiveLine> lines = Spool.calls(calls, 3);
        // The last of them still goes on: it has not even decided.
        List<ArchiveLine> under = calls.next().subList(0, 1);
        lines.addAll(under);
        loadAll(new Spool(temporary).write(Spool.MONDAY, lines));
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            List<StoredCall> listed = store.list(ALL);
            assertThat(listed).extracting(StoredCall::startedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(listed.get(0).endedBy()).isEmpty();
            assertThat(listed.get(0).route()).isEmpty();
            StoredCall ended = listed.get(1);
            assertThat(ended.route()).contains("soothing");
            assertThat(ended.tripped()).isTrue();
            assertThat(ended.scores()).containsExactly(0, 12.0, 76, 80, 91.3, 88, 83.1);
            assertThat(store.list(new CallStore.Query(Instant.MIN, Instant.MAX, 1000, true)))
                    .hasSize(3);
            assertThat(store.list(new CallStore.Query(Instant.MIN, Instant.MAX, 2, false)))
                    .hasSize(2);
            assertThat(store.list(new CallStore.Query(
                            SeededCalls.FIRST.plusSeconds(60), SeededCalls.FIRST.plusSeconds(120), 1000, false)))
                    .extracting(StoredCall::callId)
                    .containsExactly(listed.get(2).callId());
        }
    }

    @Test
    void shouldGiveEachCallOfAPeriodWithAllThatBelongsToIt() throws Exception {
        loadAll(new Spool(temporary).write(Spool.MONDAY, Spool.calls(new SeededCalls(7), 5)));
        List<CallDetails> calls = new ArrayList<>();
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            store.each(SeededCalls.FIRST.plusSeconds(60), SeededCalls.FIRST.plusSeconds(240), calls::add);
        }
        assertThat(calls)
                .extracting(CallDetails::startedAt)
                .containsExactly(
                        SeededCalls.FIRST.plusSeconds(60),
                        SeededCalls.FIRST.plusSeconds(120),
                        SeededCalls.FIRST.plusSeconds(180));
        CallDetails call = calls.get(0);
        assertThat(call.endedBy()).contains("hangup");
        assertThat(call.trippedAtMs()).hasValue(6000);
        assertThat(call.decision()).contains(new CallDetails.Decided(6000, "soothing", "fuse", Optional.empty()));
        assertThat(call.firstClass().orElseThrow().emotion()).isEqualTo("anger");
        assertThat(call.track().scores()).containsExactly(0, 12.0, 76, 80, 91.3, 88, 83.1);
        assertThat(call.track().emotions()).startsWith("unknown").endsWith("anger");
        assertThat(call.switches())
                .containsExactly(
                        new CallDetails.SwitchStep("ordered", "soothing", ""),
                        new CallDetails.SwitchStep("done", "soothing", "redirect"));
        assertThat(call.holes()).isEqualTo(1);
        assertThat(call.droppedFrames()).isEqualTo(3);
        assertThat(call.agents()).isEmpty();
        assertThat(call.words().topic()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItStoodWhenItIsStartedAgain() throws Exception {
        SeededCalls calls = new SeededCalls(3);
        Spool spool = new Spool(temporary).write(Spool.MONDAY, Spool.calls(calls, 5));
        assertThat(loadAll(spool).stored()).isEqualTo(5 * SeededCalls.LINES);
        spool.write(Spool.MONDAY, calls.next()).write(Spool.TUESDAY, Spool.calls(calls, 2));
        SpoolLoader again = loadAll(spool);
        assertThat(again.stored()).as("only what is new").isEqualTo(3 * SeededCalls.LINES);
        assertThat(again.waitingBytes()).isZero();
        assertThat(count("calls")).isEqualTo(8);
    }

    @Test
    void shouldKeepEachLineOnceHoweverOftenItIsRead() throws Exception {
        SeededCalls calls = new SeededCalls(4);
        Spool spool = new Spool(temporary).write(Spool.MONDAY, Spool.calls(calls, 10));
        loadAll(spool);
        Map<String, Long> before = counts();
        execute("delete from spool_positions");
        assertThat(loadAll(spool).stored()).isEqualTo(10 * SeededCalls.LINES);
        assertThat(counts()).isEqualTo(before);
        assertThat(count("words")).isEqualTo(wordsIn(spool));
    }

    @Test
    void shouldReadAFileFromItsBeginningThatIsNotTheOneItWas() throws Exception {
        SeededCalls calls = new SeededCalls(5);
        Spool spool = new Spool(temporary).write(Spool.MONDAY, Spool.calls(calls, 6));
        try (SpoolLoader loader = loader(spool)) {
            drain(loader);
            Files.move(temporary.resolve(Spool.MONDAY), temporary.resolve("moved-away"));
            spool.write(Spool.MONDAY, Spool.calls(calls, 2));
            drain(loader);
            assertThat(count("calls")).isEqualTo(8);
        }
    }

    @Test
    void shouldNotReadPastWhatIsOnTheDiskForGood() throws Exception {
        SeededCalls calls = new SeededCalls(6);
        Spool spool = new Spool(temporary).write(Spool.MONDAY, calls.next());
        long whole = Files.size(temporary.resolve(Spool.MONDAY));
        spool.write(Spool.MONDAY, calls.next());
        spool.committed().committed(Spool.MONDAY, whole);
        loadAll(spool);
        assertThat(count("calls")).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutTornLinesAndKeepEveryWholeOne() throws Exception {
        Random random = new Random(7);
        SeededCalls calls = new SeededCalls(7);
        Spool spool = new Spool(temporary);
        int whole = 0;
        int torn = 0;
        for (int i = 0; i < 40; i++) {
            for (ArchiveLine line : calls.next()) {
                if (random.nextInt(4) == 0) {
                    spool.write(Spool.MONDAY, torn(line, random));
                    torn++;
                }
                spool.write(Spool.MONDAY, List.of(line));
                whole++;
            }
        }
        SpoolLoader loader = loadAll(spool);
        assertThat(loader.failures()).isZero();
        assertThat(loader.stored() + loader.skipped()).isEqualTo(whole + torn);
        assertThat(loader.stored()).isGreaterThanOrEqualTo(whole);
        assertThat(count("calls where ended_by is not null")).isEqualTo(40);
        assertThat(count("words")).isEqualTo(wordsIn(spool));
    }

    /** Cut short, or with bytes of anything in it; always a line that is no JSON. */
    private static byte[] torn(ArchiveLine line, Random random) {
        byte[] bytes = line.json().getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
        if (random.nextBoolean()) {
            random.nextBytes(cut);
        }
        for (int i = 0; i < cut.length; i++) {
            cut[i] = cut[i] == '\n' ? 0 : cut[i];
        }
        cut[0] = random.nextBoolean() ? cut[0] : (byte) '[';
        byte[] withBreak = Arrays.copyOf(cut, cut.length + 1);
        withBreak[cut.length] = '\n';
        return withBreak;
    }

    @Test
    void shouldKeepTextThatADatabaseMightNotTake() throws Exception {
        String text =
                "{\"id\":\"a:switch:1:done\",\"type\":\"switch\",\"callId\":\"a\",\"at\":\"2026-11-21T10:00:00Z\","
                        + "\"atMs\":99999999999999999999,\"route\":\"a\\u0000b\\ud800c\\ud83d\\ude21\",\"detail\":7}\n";
        SpoolLoader loader = loadAll(new Spool(temporary).write(Spool.MONDAY, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(loader.skipped()).isZero();
        assertThat(rows("select route, detail from switches")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("route", "a\uFFFDb\uFFFDc\uD83D\uDE21")
                .containsEntry("detail", null));
    }

    @Test
    void shouldLeaveOutALineThatTheDatabaseRefusesAndGoOnWithTheNext() throws Exception {
        Database.toWrite(address()).close();
        execute(refusingPoison());
        SeededCalls calls = new SeededCalls(8);
        List<ArchiveLine> lines = Spool.calls(calls, 4);
        int record = 2 * SeededCalls.LINES - 1;
        ArchiveLine bad = lines.get(record);
        lines.set(record, new ArchiveLine(bad.id(), bad.json().replaceFirst("\"refund\"", "\"poison\"")));
        SpoolLoader loader = loadAll(new Spool(temporary).write(Spool.MONDAY, lines));
        assertThat(loader.skipped()).isEqualTo(1);
        assertThat(loader.stored()).isEqualTo(4 * SeededCalls.LINES - 1);
        assertThat(loader.failures()).isZero();
        assertThat(count("calls where ended_by is not null")).isEqualTo(3);
        assertThat(count("score_tracks")).isEqualTo(3);
    }

    @Test
    void shouldWaitWhileTheDatabaseIsAwayAndThenLoseAndDoubleNothing() throws Exception {
        SeededCalls calls = new SeededCalls(9);
        Spool spool = new Spool(temporary).write(Spool.MONDAY, Spool.calls(calls, 5));
        try (SpoolLoader loader = loader(spool)) {
            drain(loader);
            long failures;
            try (AutoCloseable away = cutOff()) {
                assertThat(away).isNotNull();
                spool.write(Spool.MONDAY, Spool.calls(calls, 5));
                assertThat(loader.doWork()).isZero();
                assertThat(loader.failures()).isEqualTo(1);
                assertThat(loader.waitingBytes()).isPositive();
                assertThat(loader.doWork()).as("not tried before its time").isZero();
                assertThat(loader.failures()).isEqualTo(1);
                nowNs.addAndGet(Duration.ofMinutes(1).toNanos());
                loader.doWork();
                failures = loader.failures();
                assertThat(failures).as("tried again, and again in vain").isEqualTo(2);
            }
            nowNs.addAndGet(Duration.ofMinutes(1).toNanos());
            drain(loader);
            assertThat(loader.failures()).isEqualTo(failures);
            assertThat(loader.waitingBytes()).isZero();
        }
        assertThat(count("calls where ended_by is not null")).isEqualTo(10);
        assertThat(count("switches")).isEqualTo(20);
        assertThat(count("words")).isEqualTo(wordsIn(spool));
    }

    @Test
    void shouldBringOlderTablesUpToDateAndKeepWhatIsInThem() throws Exception {
        olderTables();
        execute("insert into calls (call_id, started_unix_ms, ended_by) values ('old', 1, 'hangup')");
        assertThatThrownBy(() -> CallStore.open(address()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older Callfuse");
        loadAll(new Spool(temporary).write(Spool.MONDAY, new SeededCalls(10).next()));
        try (CallStore store = CallStore.open(address()).orElseThrow()) {
            assertThat(store.list(ALL))
                    .extracting(StoredCall::callId)
                    .hasSize(2)
                    .endsWith("old");
        }
    }

    @Test
    void shouldRefuseTablesOfANewerVersionAndLeaveThemAlone() throws Exception {
        Database.toWrite(address()).close();
        execute("update flyway_schema_history set version = '900' where version = '" + Migrations.LATEST + "'");
        Spool spool = new Spool(temporary).write(Spool.MONDAY, new SeededCalls(11).next());
        try (SpoolLoader loader = loader(spool)) {
            assertThat(loader.doWork()).isZero();
            assertThat(loader.failures()).isEqualTo(1);
        }
        assertThatThrownBy(() -> LineStore.open(address()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Callfuse (version 900)");
        assertThatThrownBy(() -> CallStore.open(address())).hasMessageContaining("newer Callfuse (version 900)");
    }

    @Test
    void shouldHaveNoCallsBeforeAnEngineMadeTheTables() throws Exception {
        assertThat(CallStore.open(address())).isEmpty();
    }

    /** Tables as the first version made them. */
    abstract void olderTables() throws Exception;

    SpoolLoader loader(Spool spool) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
        return new SpoolLoader(spool.committed(), () -> LineStore.open(address()), nowNs::get, backoff);
    }

    SpoolLoader loadAll(Spool spool) {
        try (SpoolLoader loader = loader(spool)) {
            drain(loader);
            return loader;
        }
    }

    /** Rounds until nothing waits; a round that finds a line at fault reads none. */
    static void drain(SpoolLoader loader) {
        for (int round = 0; round < ROUNDS; round++) {
            if (loader.doWork() == 0 && loader.waitingBytes() == 0) {
                return;
            }
        }
        throw new AssertionError(loader.waitingBytes() + " bytes still wait, " + loader.failures() + " failures");
    }

    List<Map<String, Object>> rows(String sql) throws IOException {
        try (Database database = raw()) {
            return database.ask(jdbi ->
                    jdbi.withHandle(handle -> handle.createQuery(sql).mapToMap().list()));
        }
    }

    void execute(String sql) throws IOException {
        try (Database database = raw()) {
            database.ask(jdbi -> jdbi.withHandle(handle -> handle.execute(sql)));
        }
    }

    /** The database as it is, whatever its tables. */
    private Database raw() throws StoreException {
        return Database.asItIs(address());
    }

    long count(String what) throws IOException {
        return number(rows("select count(*) as n from " + what).get(0), "n");
    }

    private Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : List.of(
                "calls",
                "score_tracks",
                "words",
                "fuse_events",
                "decisions",
                "evidence",
                "rule_events",
                "switches",
                "media_holes",
                "labels")) {
            counts.put(table, count(table));
        }
        return counts;
    }

    static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** How many words the whole lines of a spool hold, each line counted once. */
    static long wordsIn(Spool spool) throws IOException {
        List<String> seen = new ArrayList<>();
        long words = 0;
        for (String file : spool.committed().bytesByFile().keySet()) {
            byte[] bytes = Files.readAllBytes(spool.committed().directory().resolve(file));
            for (String text : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
                SpoolLine line = SpoolLine.read(
                        text.getBytes(StandardCharsets.UTF_8), 0, text.getBytes(StandardCharsets.UTF_8).length);
                if (line.json().isPresent() && !seen.contains(line.id())) {
                    seen.add(line.id());
                    words += line.json().get().path("words").size();
                }
            }
        }
        return words;
    }
}
