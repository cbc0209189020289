package io.callfuse.engine.archive;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.RuleHeld;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the lines of one call for the archive. One thread: the leg's worker. The caller's number is in none of them.
 *
 * <p>Ids are the call's id, the type and a count, such as {@code 0b5c...:fuse:2}: the second transition of that fuse.
 */
public final class CallLines {
    private static final int EVIDENCE_DECIMALS = 4;

    private final CallId callId;
    private EngineIdentity engine;
    private PolicySettings policy;
    private CallChannel channel;
    private Optional<String> caller = Optional.empty();
    private int fuseChanges;
    private int switches;
    private int holes;
    private int ruleLines;

    /** Begins a call whose channel is not known yet. */
    public CallLines(CallId callId, EngineIdentity engine, PolicySettings policy) {
        this.callId = Objects.requireNonNull(callId, "callId is null");
        judgedBy(engine, policy);
    }

    /** Names these in every line from now on. */
    public final void judgedBy(EngineIdentity newEngine, PolicySettings newPolicy) {
        engine = Objects.requireNonNull(newEngine, "engine is null");
        policy = Objects.requireNonNull(newPolicy, "policy is null");
    }

    /** Names the channel in every line from now on. */
    public void joined(CallChannel known) {
        channel = Objects.requireNonNull(known, "channel is null");
    }

    /** Names the caller in every line from now on, by his pseudonym. */
    public void calledBy(Optional<String> pseudonym) {
        caller = pseudonym;
    }

    /** Goes on after the lines of an engine that was killed. */
    public void resume(UnfinishedCalls.Unfinished before) {
        fuseChanges = before.fuseLines();
        switches = before.switchLines();
        holes = before.holeLines();
        ruleLines = before.ruleLines();
    }

    /** The call has come under watch: what is left of it if the engine is killed. */
    public ArchiveLine watched(Instant at) {
        String id = id("watch");
        return end(id, begin(id, "watch").instant("at", at));
    }

    /** A transition of the fuse with what led to it. */
    public ArchiveLine fuse(FuseChanged change, Evidence evidence, Instant at) {
        fuseChanges++;
        String id = id("fuse:" + fuseChanges);
        JsonLine line = begin(id, "fuse").instant("at", at).number("atMs", change.atMs());
        line.number("level", change.to().level())
                .text("from", change.from().label())
                .text("to", change.to().label())
                .text("why", change.why())
                .decimal("score", change.score(), EVIDENCE_DECIMALS);
        writeEvidence(evidence, line);
        return end(id, line);
    }

    /** The decision with what led to it. */
    public ArchiveLine decision(Decision decision, Evidence evidence, Instant at) {
        String id = id("decision");
        JsonLine line = begin(id, "decision").instant("at", at).number("atMs", decision.atMs());
        line.text("route", decision.routeName())
                .text("reason", decision.reason().label());
        decision.rule().ifPresent(rule -> line.text("rule", rule));
        line.decimal("score", decision.score(), EVIDENCE_DECIMALS);
        writeEvidence(evidence, line);
        return end(id, line);
    }

    /** A rule has held, with what was known then. */
    public ArchiveLine ruleHeld(RuleHeld held, Evidence evidence, Instant at) {
        ruleLines++;
        String id = id("rule:" + ruleLines);
        JsonLine line = begin(id, "rule").instant("at", at).number("atMs", held.atMs());
        line.text("rule", held.rule())
                .text("route", held.routeName())
                .decimal("score", held.score(), EVIDENCE_DECIMALS);
        writeEvidence(evidence, line);
        return end(id, line);
    }

    /** A switch is asked for, and why to this route, if there is more to say; the lines of its answer carry the same count. */
    public ArchiveLine switchOrdered(long atMs, String routeName, String why, Instant at) {
        switches++;
        return switchLine("ordered", atMs, routeName, why, at);
    }

    /** The caller was moved to the route, {@code how} in the words of the action. */
    public ArchiveLine switchDone(long atMs, String routeName, String how, Instant at) {
        return switchLine("done", atMs, routeName, how, at);
    }

    /** The caller could not be moved, {@code why} in the words of the action. */
    public ArchiveLine switchFailed(long atMs, String routeName, String why, Instant at) {
        return switchLine("failed", atMs, routeName, why, at);
    }

    /**
     * Somebody has to see to the call.
     *
     * @param trippedAtMs media time of the trip that gives the task
     * @param reason why the fuse tripped
     * @param outcome what became of the caller
     */
    public ArchiveLine task(
            long trippedAtMs, String reason, String routeName, String outcome, Instant at, Instant dueAt) {
        String id = id(FollowUpTask.TYPE + ":" + trippedAtMs);
        return end(
                id,
                begin(id, FollowUpTask.TYPE)
                        .instant("at", at)
                        .number("atMs", trippedAtMs)
                        .instant("dueAt", dueAt)
                        .text("reason", reason)
                        .text("route", routeName)
                        .text("outcome", outcome));
    }

    /** No packet has come for so long. */
    public ArchiveLine noMedia(long atMs, long forMs, Instant at) {
        holes++;
        String id = id("no-media:" + holes);
        return end(
                id, begin(id, "no-media").instant("at", at).number("atMs", atMs).number("forMs", forMs));
    }

    /** The whole call: the report with its identity in front, and its trips, counters and inputs behind. */
    public ArchiveLine call(CallSummary summary) {
        String id = id("call");
        JsonLine line =
                begin(id, "call").instant("startedAt", summary.startedAt()).text("endedBy", summary.endedBy());
        ReportJson.write(summary.report(), line);
        line.text("policy", policy.version());
        line.beginList("trips");
        for (Trip trip : summary.report().outcome().trips()) {
            line.begin()
                    .number("atMs", trip.atMs())
                    .decimal("score", trip.score(), 1)
                    .end();
        }
        line.endList();
        MediaCounters counters = summary.counters();
        line.number("audioFrames", counters.audioFrames())
                .number("gapFrames", counters.gapFrames())
                .number("droppedFrames", counters.droppedFrames());
        line.beginList("inlets");
        summary.inlets().forEach(line::element);
        line.endList();
        summary.agents().ifPresent(agents -> AgentLegsJson.write(agents, line));
        writeInputs(summary.inputs(), line);
        line.text("fingerprint", summary.report().fingerprint());
        return new ArchiveLine(id, line.finish());
    }

    /** What the policy of the call was told, packed; after its record. */
    public ArchiveLine track(byte[] track, Instant at) {
        String id = id("track");
        return end(
                id,
                begin(id, "track")
                        .instant("at", at)
                        .text("track", Base64.getEncoder().encodeToString(track)));
    }

    private ArchiveLine switchLine(String phase, long atMs, String routeName, String detail, Instant at) {
        String id = id("switch:" + switches + ":" + phase);
        JsonLine line = begin(id, "switch").instant("at", at).number("atMs", atMs);
        line.text("phase", phase).text("route", routeName);
        if (!detail.isEmpty()) {
            line.text("detail", detail);
        }
        return end(id, line);
    }

    private String id(String event) {
        return callId + ":" + event;
    }

    private JsonLine begin(String id, String type) {
        JsonLine line = new JsonLine().text("id", id).text("type", type).text("callId", callId.toString());
        if (channel == null) {
            line.nothing("channel").nothing("uniqueid").nothing("linkedid");
        } else {
            line.text("channel", channel.name())
                    .text("uniqueid", channel.uniqueId())
                    .text("linkedid", channel.linkedId());
        }
        caller.ifPresent(known -> line.text("caller", known));
        return line;
    }

    private ArchiveLine end(String id, JsonLine line) {
        line.text("policy", policy.version());
        ReportJson.writeEngine(engine, line);
        return new ArchiveLine(id, line.finish());
    }

    private void writeEvidence(Evidence evidence, JsonLine line) {
        line.text("emotion", evidence.emotion().label()).decimal("confidence", evidence.confidence(), 2);
        line.begin("contributions");
        evidence.contributions().forEach((name, value) -> line.decimal(name, value, EVIDENCE_DECIMALS));
        line.end();
        WordsJson.moment(evidence.words(), line);
        FuseSettings fuse = policy.fuse();
        line.begin("thresholds")
                .decimal("enter", fuse.enterThreshold(), EVIDENCE_DECIMALS)
                .decimal("exit", fuse.exitThreshold(), EVIDENCE_DECIMALS)
                .number("dwellMs", fuse.dwell().toMillis())
                .number("cooldownMs", fuse.cooldown().toMillis())
                .end();
    }

    private static void writeInputs(InputJournal journal, JsonLine line) {
        line.beginList("inputs");
        for (InputJournal.Input input : journal.inputs()) {
            line.begin().number("atMs", input.atMs()).text("kind", input.kind());
            if (input.untilMs() > input.atMs()) {
                line.number("untilMs", input.untilMs());
            }
            input.details().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(detail -> line.text(detail.getKey(), detail.getValue()));
            line.end();
        }
        line.endList().number("inputsLost", journal.lost());
    }
}
