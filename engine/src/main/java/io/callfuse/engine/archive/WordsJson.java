package io.callfuse.engine.archive;

import io.callfuse.engine.scoring.lexical.HeardSubtext;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.StoryNode;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Need;
import java.util.List;
import java.util.Optional;

/** Writes what a caller's words mean: of a whole call as {@code understood}, of a moment as {@code words}. */
final class WordsJson {
    private WordsJson() {}

    /** Writes what was understood of a call; null where no word was heard. */
    static void understood(Optional<UnderstoodCall> call, JsonLine line) {
        if (call.isEmpty()) {
            line.nothing("understood");
            return;
        }
        UnderstoodCall understood = call.get();
        line.begin("understood").text("language", understood.language().code());
        line.begin("rate")
                .text("unit", understood.language() == Language.CHINESE ? "characters" : "words")
                .decimal("firstPerMinute", understood.rate().firstPerMinute(), 0)
                .decimal("maxPerMinute", understood.rate().maxPerMinute(), 0)
                .end();
        write(understood.evidence(), line);
        line.begin("story");
        axis("problem", understood.problem(), line);
        axis("emotion", understood.emotion(), line);
        axis("need", understood.need(), line);
        line.end().end();
    }

    /** Writes what words showed at a moment; null where they showed nothing. */
    static void moment(WordEvidence words, JsonLine line) {
        if (words.isEmpty()) {
            line.nothing("words");
            return;
        }
        line.begin("words");
        write(words, line);
        line.end();
    }

    private static void write(WordEvidence words, JsonLine line) {
        words.topic().ifPresentOrElse(topic -> line.text("topic", topic), () -> line.nothing("topic"));
        words.need().ifPresentOrElse(need -> need(need, line), () -> line.nothing("need"));
        line.beginList("subtexts");
        for (HeardSubtext subtext : words.subtexts()) {
            line.begin()
                    .number("atMs", subtext.atMs())
                    .text("name", subtext.name())
                    .decimal("probability", subtext.probability(), 2)
                    .end();
        }
        line.endList().beginList("hits");
        for (LexicalHit hit : words.hits()) {
            line.begin()
                    .number("atMs", hit.atMs())
                    .text("label", hit.label())
                    .text("what", hit.what())
                    .decimal("weight", hit.weight(), 2)
                    .decimal("confidence", hit.confidence(), 2)
                    .end();
        }
        line.endList();
    }

    private static void need(Need need, JsonLine line) {
        line.begin("need").text("said", need.said()).text("need", need.need()).beginList("offers");
        need.offers().forEach(line::element);
        line.endList().end();
    }

    private static void axis(String name, List<StoryNode> nodes, JsonLine line) {
        line.beginList(name);
        for (StoryNode node : nodes) {
            line.begin()
                    .number("atMs", node.atMs())
                    .number("endMs", node.endMs())
                    .text("label", node.label())
                    .text("what", node.what())
                    .decimal("evidence", node.evidence(), 2)
                    .end();
        }
        line.endList();
    }
}
