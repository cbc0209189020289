package io.callfuse.engine.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.archive.store.CallDetails;
import io.callfuse.engine.archive.store.CallDetails.AgentTalk;
import io.callfuse.engine.archive.store.CallDetails.Decided;
import io.callfuse.engine.archive.store.CallDetails.FirstSaid;
import io.callfuse.engine.archive.store.CallDetails.Rate;
import io.callfuse.engine.archive.store.CallDetails.Shown;
import io.callfuse.engine.archive.store.CallDetails.SwitchStep;
import io.callfuse.engine.archive.store.StoredTrack;
import io.callfuse.models.evaluation.Proportion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceReportBuilderTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ServiceReportBuilder builder = new ServiceReportBuilder(UTC, false);

    /** A call, calm unless something is said of it. */
    private static final class Call {
        private Instant startedAt = TEN;
        private Optional<String> endedBy = Optional.of("hangup");
        private double seconds = 90;
        private double speechSeconds = 30;
        private FirstSaid firstClass = new FirstSaid(12_000, "neutral");
        private Decided decision = new Decided(60_000, "none", "normal", Optional.empty());
        private OptionalLong trippedAtMs = OptionalLong.empty();
        private double[] scores = new double[90];
        private String emotion = "neutral";
        private Map<String, String> marks = Map.of();
        private Optional<String> topic = Optional.empty();
        private List<SwitchStep> switches = List.of();
        private int holes;
        private long dropped;
        private Optional<AgentTalk> agents = Optional.empty();

        Call tripped(long atMs) {
            trippedAtMs = OptionalLong.of(atMs);
            decision = new Decided(atMs, "soothing", "fuse", Optional.empty());
            return this;
        }

        CallDetails details() {
            String[] emotions = new String[scores.length];
            Arrays.fill(emotions, emotion);
            return new CallDetails(
                    "c",
                    startedAt,
                    endedBy,
                    OptionalDouble.of(seconds),
                    OptionalDouble.of(speechSeconds),
                    Optional.ofNullable(firstClass),
                    Optional.ofNullable(decision),
                    trippedAtMs,
                    OptionalDouble.of(Arrays.stream(scores).max().orElse(0)),
                    new Rate(OptionalDouble.of(4), OptionalDouble.of(trippedAtMs.isPresent() ? 8 : 5)),
                    dropped,
                    new StoredTrack(
                            LongStream.rangeClosed(1, scores.length)
                                    .map(second -> 1000 * second)
                                    .toArray(),
                            scores,
                            emotions,
                            new boolean[scores.length]),
                    marks,
                    new Shown(Optional.of("en"), topic, Set.of(), Set.of()),
                    switches,
                    holes,
                    agents);
        }
    }

    private ServiceReport report(Call... calls) {
        Arrays.stream(calls).map(Call::details).forEach(builder::add);
        return builder.report();
    }

    @Test
    void shouldSayNothingOfNoCalls() {
        ServiceReport report = report();
        assertThat(report.calls().watched()).isZero();
        assertThat(report.period().first()).isEmpty();
        assertThat(report.trips().afterSeconds().median()).isEmpty();
        assertThat(report.hours()).hasSize(24);
    }

    @Test
    void shouldCountCoverageOnlyOfCallsThatLastedLongEnough() {
        Call early = new Call();
        early.seconds = 15;
        early.firstClass = null;
        early.decision = null;
        Call late = new Call();
        late.firstClass = new FirstSaid(23_000, "anger");
        late.decision = new Decided(61_000, "none", "normal", Optional.empty());
        Call unknown = new Call();
        unknown.firstClass = new FirstSaid(20_000, "unknown");
        Call silent = new Call();
        silent.firstClass = new FirstSaid(20_000, "unknown");
        silent.speechSeconds = 1;
        ServiceReport.FirstMinute minute =
                report(early, late, unknown, silent, new Call()).firstMinute();
        assertThat(minute.saidBy20s()).isEqualTo(new Proportion(3, 4));
        assertThat(minute.classBy20s()).isEqualTo(new Proportion(1, 3));
        assertThat(minute.decidedBy60s()).isEqualTo(new Proportion(3, 4));
        assertThat(minute.firstClasses()).containsEntry("unknown", 2L).containsEntry("neutral", 1L);
    }

    @Test
    void shouldPutSecondsIntoTheHourInWhichTheyWereHeard() {
        Call call = new Call();
        call.startedAt = Instant.parse("2026-11-21T10:59:00Z");
        call.emotion = "anger";
        List<ServiceReport.Hour> hours = report(call).hours();
        assertThat(hours.get(10).tripped()).isEqualTo(new Proportion(0, 1));
        assertThat(hours.get(10).seconds()).containsEntry("anger", 59L);
        assertThat(hours.get(11).tripped()).isEqualTo(new Proportion(0, 0));
        assertThat(hours.get(11).seconds()).containsEntry("anger", 31L);
    }

    @Test
    void shouldTellWhatBecameOfThoseWhoWereToBeMoved() {
        Call moved = new Call().tripped(20_000);
        Arrays.fill(moved.scores, 10, 20, 90);
        Arrays.fill(moved.scores, 80, 90, 20);
        moved.switches = List.of(new SwitchStep("ordered", "soothing", ""), new SwitchStep("done", "soothing", "ok"));
        Call elsewhere = new Call().tripped(85_000);
        elsewhere.switches = List.of(
                new SwitchStep("ordered", "soothing", ""), new SwitchStep("done", "fallback", "nobody answered"));
        Call failed = new Call().tripped(30_000);
        failed.switches =
                List.of(new SwitchStep("ordered", "soothing", ""), new SwitchStep("failed", "soothing", "no"));
        Call gone = new Call().tripped(40_000);
        gone.switches = List.of(new SwitchStep("ordered", "technical", ""));
        ServiceReport.Trips trips =
                report(moved, elsewhere, failed, gone, new Call()).trips();
        assertThat(trips.routes())
                .containsExactly(
                        new ServiceReport.RouteUse("soothing", 3, 1, 1, 1, 0),
                        new ServiceReport.RouteUse("technical", 1, 0, 0, 0, 1));
        assertThat(trips.failures()).containsOnlyKeys("to fallback instead: nobody answered", "no");
        assertThat(trips.afterSeconds().count()).isEqualTo(4);
        assertThat(trips.afterSeconds().median().getAsDouble()).isEqualTo(35, within(1e-9));
        assertThat(trips.scoreAtEnd().count())
                .as("only who was heard long enough")
                .isEqualTo(1);
        assertThat(trips.scoreAtTrip().median().getAsDouble()).isEqualTo(90, within(1e-9));
        assertThat(trips.scoreAtEnd().median().getAsDouble()).isEqualTo(20, within(1e-9));
    }

    @Test
    void shouldNameTopicsAndQueuesWithMoreUpsetCallsThanTheOthersAndOnlyThose() {
        for (int i = 0; i < 100; i++) {
            Call bill = i < 40 ? new Call().tripped(30_000) : new Call();
            bill.topic = Optional.of("billing");
            bill.marks = Map.of("queue", "sales");
            Call parcel = i < 5 ? new Call().tripped(30_000) : new Call();
            parcel.topic = Optional.of("delivery");
            parcel.marks = Map.of("queue", i % 2 == 0 ? "sales" : "support");
            builder.add(bill.details());
            builder.add(parcel.details());
        }
        // One call that tripped is no cluster.
        Call lone = new Call().tripped(30_000);
        lone.topic = Optional.of("fault");
        ServiceReport report = report(lone);
        assertThat(report.topics())
                .extracting(ServiceReport.Group::name)
                .containsExactly("billing", "fault", "delivery");
        assertThat(report.topics()).extracting(ServiceReport.Group::upset).containsExactly(true, false, false);
        assertThat(report.queues().get(0).name()).isEqualTo("sales");
        assertThat(report.queues().get(0).tripped()).isEqualTo(new Proportion(43, 150));
        assertThat(report.languages()).singleElement().satisfies(all -> assertThat(all.upset())
                .as("there are no others")
                .isFalse());
    }

    @Test
    void shouldCountDefectsOnceACall() {
        Call holes = new Call();
        holes.holes = 3;
        holes.dropped = 7;
        Call lost = new Call();
        lost.endedBy = Optional.empty();
        Call silent = new Call();
        silent.decision = new Decided(60_000, "none", "no-media", Optional.empty());
        Call fault = new Call();
        fault.endedBy = Optional.of("engine-fault");
        assertThat(report(holes, lost, silent, fault).defects())
                .extracting(defect -> defect.calls().count())
                .containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void shouldSayNothingOfAnAgentUnlessItWasAskedFor() {
        Call call = new Call().tripped(30_000);
        call.agents = Optional.of(new AgentTalk(List.of("PJSIP/anna-0000001f", "PJSIP/anna-00000020"), 4, 6, 900));
        assertThat(report(call).agents()).isEmpty();
        assertThat(report(call).toString()).doesNotContain("anna");
        ServiceReportBuilder asked = new ServiceReportBuilder(UTC, true);
        asked.add(call.details());
        assertThat(asked.report().agents().orElseThrow())
                .containsExactly(
                        new ServiceReport.Agent("PJSIP/anna", new Proportion(1, 1), 4, OptionalDouble.of(900)));
    }
}
