package io.callfuse.engine.archive;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.LineState;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.policy.RuleTrouble;
import io.callfuse.engine.scoring.WordVoice;
import java.util.List;
import java.util.Optional;

/**
 * Writes a report as the one line that {@code callfuse analyze --format json} prints. The keys, their order and the number
 * of decimals are a contract: scores, levels, rates and seconds have one decimal, confidences two.
 */
public final class ReportJson {
    private ReportJson() {}

    /** Returns the report as one JSON object without a line break. */
    public static String line(CallReport report) {
        JsonLine line = new JsonLine();
        write(report, line);
        return line.finish();
    }

    static void write(CallReport report, JsonLine line) {
        Heard heard = report.heard();
        ScoreTrack timeline = report.timeline();
        line.text("call", report.call());
        line.decimal("seconds", heard.seconds(), 1);
        line.decimal("speechSeconds", heard.speechSeconds(), 1);
        writeFirstClass(report.outcome().firstClass(), line);
        writeFirstTrip(report.outcome().trips(), line);
        writeDecision(report.outcome().decision(), line);
        writeRules(report.outcome(), line);
        line.decimal("maxScore", timeline.maxScore(), 1);
        line.decimal("finalScore", timeline.finalScore(), 1);
        line.begin("speechRate")
                .decimal("baselineSyllablesPerSecond", heard.baselineSyllablesPerSecond(), 1)
                .decimal("maxSyllablesPerSecond", timeline.maxSyllablesPerSecond(), 1)
                .end();
        writeTimeline(timeline, line);
        writeWords(report.words(), report.voices(), line);
        WordsJson.understood(report.understood(), line);
        report.agent().ifPresent(agent -> AgentJson.write(agent, line));
        writeEngine(report.engine(), line);
    }

    static void writeEngine(EngineIdentity engine, JsonLine line) {
        line.begin("engine")
                .text("version", engine.version())
                .text("model", engine.model())
                .text("config", engine.config());
        engine.phrases().ifPresent(hash -> line.text("phrases", hash));
        line.end();
    }

    private static void writeFirstClass(Optional<FirstClass> firstClass, JsonLine line) {
        if (firstClass.isEmpty()) {
            line.nothing("firstClass");
            return;
        }
        FirstClass said = firstClass.get();
        line.begin("firstClass")
                .number("atMs", said.atMs())
                .text("emotion", said.emotion().label())
                .decimal("confidence", said.confidence(), 2)
                .end();
    }

    private static void writeFirstTrip(List<Trip> trips, JsonLine line) {
        if (trips.isEmpty()) {
            line.nothing("trip");
            return;
        }
        Trip first = trips.get(0);
        line.begin("trip")
                .number("atMs", first.atMs())
                .decimal("score", first.score(), 1)
                .end();
    }

    private static void writeDecision(Optional<Decision> decision, JsonLine line) {
        if (decision.isEmpty()) {
            line.nothing("decision");
            return;
        }
        Decision decided = decision.get();
        line.begin("decision")
                .number("atMs", decided.atMs())
                .text("route", decided.routeName())
                .text("reason", decided.reason().label());
        decided.rule().ifPresent(rule -> line.text("rule", rule));
        line.end();
    }

    /** Only where there is something to say: most calls have no rule that held. */
    private static void writeRules(Outcome outcome, JsonLine line) {
        if (!outcome.rulesHeld().isEmpty()) {
            line.beginList("rules");
            for (RuleHeld held : outcome.rulesHeld()) {
                line.begin()
                        .number("atMs", held.atMs())
                        .text("rule", held.rule())
                        .text("route", held.routeName())
                        .decimal("score", held.score(), 1)
                        .end();
            }
            line.endList();
        }
        if (!outcome.ruleTroubles().isEmpty()) {
            line.beginList("ruleTroubles");
            for (RuleTrouble trouble : outcome.ruleTroubles()) {
                line.begin()
                        .number("atMs", trouble.atMs())
                        .text("rule", trouble.rule())
                        .text("why", trouble.why())
                        .end();
            }
            line.endList();
        }
    }

    private static void writeWords(List<TimedWord> words, List<WordVoice> voices, JsonLine line) {
        line.beginList("words");
        for (int w = 0; w < words.size(); w++) {
            TimedWord word = words.get(w);
            WordVoice voice = voices.get(w);
            line.begin()
                    .number("atMs", word.atMs())
                    .number("endMs", word.endMs())
                    .text("word", word.word())
                    .decimal("confidence", word.confidence(), 2)
                    .decimal("f0Hz", voice.f0Hz(), 1)
                    .decimal("levelDbfs", voice.levelDbfs(), 1)
                    .decimal("syllablesPerSecond", voice.syllablesPerSecond(), 1)
                    .end();
        }
        line.endList();
    }

    /** Only where there is something to say: most seconds of most calls are open. */
    private static void writeState(ScoreTrack timeline, int index, JsonLine line) {
        if (timeline.line(index) != LineState.OPEN) {
            line.text("line", timeline.line(index).label());
        }
        if (timeline.paused(index)) {
            line.truth("held", true);
        }
    }

    private static void writeTimeline(ScoreTrack timeline, JsonLine line) {
        line.beginList("timeline");
        for (int i = 0, length = timeline.length(); i < length; i++) {
            line.begin()
                    .number("atMs", timeline.atMs(i))
                    .decimal("score", timeline.score(i), 1)
                    .text("emotion", timeline.emotion(i).label())
                    .decimal("confidence", timeline.confidence(i), 2)
                    .decimal("f0Hz", timeline.f0Hz(i), 1)
                    .decimal("syllablesPerSecond", timeline.syllablesPerSecond(i), 1)
                    .decimal("levelDbfs", timeline.levelDbfs(i), 1);
            writeState(timeline, i, line);
            line.end();
        }
        line.endList();
    }
}
