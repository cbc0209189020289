package io.callfuse.engine.scoring.agent;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.AgentStatement;
import io.callfuse.models.language.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what an agent says of the kinds that are counted; what he says of one kind in one breath is one. One thread. */
final class AgentStatements {
    /** What follows the words before so soon belongs to them, ms: "I'm so sorry, I do apologise" is one apology. */
    private static final long ONE_STATEMENT_MS = 4000;

    /** Evidence from which on words count. */
    private static final double SAID = 0.42;

    private final LexicalScorer scorer;
    private final List<LexicalHit> hits = new ArrayList<>();
    private final List<AgentConduct.Statement> statements = new ArrayList<>();

    AgentStatements(LanguageModel model) {
        scorer = new LexicalScorer(model, hits::add);
    }

    /** Hears all that he said, in the order of time. */
    void hear(List<TimedWord> words) {
        words.forEach(scorer::accept);
        scorer.end();
        hits.sort(Comparator.comparingLong(LexicalHit::atMs));
        Map<AgentStatement, Long> lastMs = new EnumMap<>(AgentStatement.class);
        for (LexicalHit hit : hits) {
            AgentStatement kind = AgentStatement.ofLabel(hit.label());
            if (hit.weight() * hit.confidence() >= SAID) {
                Long before = lastMs.put(kind, hit.atMs());
                if (before == null || hit.atMs() - before >= ONE_STATEMENT_MS) {
                    statements.add(new AgentConduct.Statement(kind, hit.what(), hit.atMs()));
                }
            }
        }
    }

    int count(AgentStatement kind) {
        return (int) statements.stream()
                .filter(statement -> statement.kind() == kind)
                .count();
    }

    /** The first of them. */
    List<AgentConduct.Statement> first() {
        return statements.stream().limit(AgentConduct.MOST).toList();
    }
}
