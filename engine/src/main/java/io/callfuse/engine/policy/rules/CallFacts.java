package io.callfuse.engine.policy.rules;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of a call in this second, as far as its rules may ask. Written before each tick; for one thread, that of the leg's
 * worker. Writing allocates nothing, but for words and marks.
 */
public final class CallFacts implements FactSink {
    private final double[] numbers = new double[Fact.values().length];
    private final String[] texts = new String[TextFact.values().length];
    private final double[] subtexts = new double[Subtext.values().length];
    private final double[] categories = new double[LexicalCategory.values().length];
    private final Map<String, String> marks = new HashMap<>();
    private QueueStatuses queues = QueueStatuses.UNKNOWN;
    private CallHistory history;
    private final SpokenWords callerWords;
    private final SpokenWords agentWords;

    CallFacts(RuleSet rules) {
        callerWords = new SpokenWords(rules.callerPhrases());
        agentWords = new SpokenWords(rules.agentPhrases());
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(texts, "");
    }

    @Override
    public void say(Fact fact, double value) {
        numbers[fact.ordinal()] = value;
    }

    @Override
    public void say(TextFact fact, String value) {
        texts[fact.ordinal()] = value;
    }

    @Override
    public void say(Subtext subtext, double probability) {
        subtexts[subtext.ordinal()] = probability;
    }

    @Override
    public void say(LexicalCategory category, double evidence) {
        categories[category.ordinal()] = evidence;
    }

    /** Takes what the dialplan said about the call; a later word for the same name counts. */
    public void mark(Map<String, String> newMarks) {
        marks.putAll(newMarks);
    }

    /** Takes how busy the queues are. */
    public void know(QueueStatuses newQueues) {
        queues = newQueues;
    }

    /** Takes which calls the caller made before. */
    public void know(CallHistory newHistory) {
        history = newHistory;
    }

    /** Takes what the caller said. */
    public void hear(Revision revision) {
        callerWords.hear(revision);
    }

    /** Takes what the agent said. */
    public void hearAgent(Revision revision) {
        agentWords.hear(revision);
    }

    double number(Fact fact) {
        return numbers[fact.ordinal()];
    }

    String text(TextFact fact) {
        return texts[fact.ordinal()];
    }

    double subtext(Subtext subtext) {
        return subtexts[subtext.ordinal()];
    }

    double category(LexicalCategory category) {
        return categories[category.ordinal()];
    }

    String mark(String name) {
        return marks.getOrDefault(name, "");
    }

    /** Null where nothing is known of it. */
    QueueStatus queue(String name) {
        return queues.byName().get(name);
    }

    /** Null where nothing is known of it. */
    CallHistory history() {
        return history;
    }

    SpokenWords callerWords() {
        return callerWords;
    }

    SpokenWords agentWords() {
        return agentWords;
    }
}
