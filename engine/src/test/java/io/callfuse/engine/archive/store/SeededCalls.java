package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CallLines;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.archive.Reports;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.WordVoice;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Calls as the engine archives them, one after the other, the same for the same seed. */
final class SeededCalls {
    /** Of each call. */
    static final int LINES = 8;

    static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> SAID = List.of("refund", "退款", "it's", "\uD83D\uDE21", "no\"w");

    static final String TOPIC = "billing";

    private final Random random;
    private Optional<String> caller = Optional.empty();
    private int made;

    SeededCalls(long seed) {
        random = new Random(seed);
    }

    /** The same of a known caller, who called about {@link #TOPIC}. */
    List<ArchiveLine> calledBy(String caller) {
        this.caller = Optional.of(caller);
        List<ArchiveLine> lines = new ArrayList<>(next());
        this.caller = Optional.empty();
        ArchiveLine record = lines.remove(lines.size() - 1);
        String understood = ",\"understood\":{\"topic\":\"" + TOPIC + "\"}}";
        lines.add(new ArchiveLine(record.id(), record.json().replaceFirst("}$", understood)));
        return lines;
    }

    /** All lines of a call that is over: watch, rule, fuse, decision, switch ordered and done, no-media, call. */
    List<ArchiveLine> next() {
        Instant at = FIRST.plusSeconds(60L * made++);
        CallId id = new CallId(new UUID(random.nextLong(), random.nextLong()));
        CallLines lines = new CallLines(id, Reports.ENGINE, Reports.POLICY);
        lines.joined(new CallChannel("PJSIP/trunk-" + made, "1763719200." + made, "1763719200.1", "+49151"));
        lines.calledBy(caller);
        List<ArchiveLine> all = new ArrayList<>();
        all.add(lines.watched(at));
        all.add(lines.ruleHeld(
                new RuleHeld(5000, "asks-for-manager", Route.NONE, 81.5),
                new Evidence(Emotion.ANGER, 0.8, Map.of("pitch", 12.0), WordEvidence.NONE),
                at));
        all.add(lines.fuse(
                new FuseChanged(
                        6000, new FuseState.Confirming(3000), new FuseState.Tripped(6000, 83.125), 83.125, "dwell"),
                new Evidence(Emotion.ANGER, 0.81, Map.of("pitch", 12.5), WordEvidence.NONE),
                at));
        all.add(lines.decision(
                new Decision(6000, "soothing", Decision.Reason.FUSE, 83.125, Emotion.ANGER, 0.81), Evidence.NONE, at));
        all.add(lines.switchOrdered(6000, "soothing", "", at));
        all.add(lines.switchDone(6100, "soothing", "redirect", at));
        all.add(lines.noMedia(7000, 3000, at));
        all.add(lines.call(new CallSummary(
                report(1 + random.nextInt(40)),
                at,
                "hangup",
                new MediaCounters(373, 2, 3),
                List.of("rtp"),
                new InputJournal())));
        return all;
    }

    private CallReport report(int words) {
        CallReport plain = Reports.escalating();
        List<TimedWord> said = IntStream.range(0, words)
                .mapToObj(i -> new TimedWord(i * 100L, i * 100L + 80, SAID.get(i % SAID.size()), 0.93))
                .toList();
        List<WordVoice> voices = IntStream.range(0, words)
                .mapToObj(i -> i % 2 == 0 ? new WordVoice(181.5, -27.1, 4.2) : WordVoice.UNKNOWN)
                .toList();
        return new CallReport(
                plain.call(),
                plain.heard(),
                plain.outcome(),
                plain.timeline(),
                said,
                voices,
                Optional.empty(),
                Optional.empty(),
                plain.engine());
    }
}
