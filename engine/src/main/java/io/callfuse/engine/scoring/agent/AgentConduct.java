package io.callfuse.engine.scoring.agent;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.AgentStatement;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.Languages;
import java.util.List;
import java.util.Objects;

/**
 * What the agent of a call said, in figures. Made of words and their times and of nothing else. Immutable.
 *
 * @param words how many words (English) or pieces of recognition (Chinese)
 * @param apologies how many times he apologised
 * @param empathy how many times he showed that he sees how the caller feels
 * @param statements the first of both, in the order of time
 * @param repetitions how many times he said something again that he had said before, word for word
 * @param repeated what that was, the most frequent first
 * @param replyPauses how long callers waited for his words
 */
public record AgentConduct(
        int words,
        int apologies,
        int empathy,
        List<Statement> statements,
        int repetitions,
        List<Repeated> repeated,
        ReplyPauses replyPauses) {
    /** Of each list so many are told. */
    static final int MOST = 12;

    /** Rejects null; copies the lists. */
    public AgentConduct {
        statements = List.copyOf(statements);
        repeated = List.copyOf(repeated);
        Objects.requireNonNull(replyPauses, "replyPauses is null");
    }

    /**
     * Something he said that is counted.
     *
     * @param kind what it is
     * @param what the words
     * @param atMs media time at which they begin
     */
    public record Statement(AgentStatement kind, String what, long atMs) {}

    /**
     * Something he said more than once, word for word.
     *
     * @param what the words
     * @param times how often, the first included
     * @param firstMs media time at which it was first said
     * @param lastMs media time at which it was last said
     */
    public record Repeated(String what, int times, long firstMs, long lastMs) {}

    /**
     * The pauses from the end of what a caller said to the agent's first word; where the agent began before the caller had ended
     * there is none.
     *
     * @param replies how many pauses there were
     * @param medianMs the median; 0 where there were none
     * @param longestMs the longest; 0 where there were none
     * @param longestAtMs media time at which the longest began; 0 where there were none
     */
    public record ReplyPauses(int replies, long medianMs, long longestMs, long longestAtMs) {
        /** Nobody replied. */
        public static final ReplyPauses NONE = new ReplyPauses(0, 0, 0, 0);
    }

    /**
     * What the words of a call come to.
     *
     * @param agent his words in the order of time
     * @param caller the caller's, in the order of time
     * @param languages by which they are understood
     */
    public static AgentConduct of(List<TimedWord> agent, List<TimedWord> caller, Languages languages) {
        boolean chinese = agent.stream().anyMatch(word -> Language.of(word.word()) == Language.CHINESE);
        LanguageModel model = languages.ofAgents(chinese ? Language.CHINESE : Language.ENGLISH);
        AgentStatements statements = new AgentStatements(model);
        statements.hear(agent);
        Templates templates = new Templates(model);
        templates.hear(agent);
        return new AgentConduct(
                agent.size(),
                statements.count(AgentStatement.APOLOGY),
                statements.count(AgentStatement.EMPATHY),
                statements.first(),
                templates.repetitions(),
                templates.repeated(),
                Replies.pauses(agent, caller));
    }
}
