package io.callfuse.engine.archive;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.WordVoice;
import io.callfuse.engine.scoring.agent.AgentConduct;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is reported of one call or recording.
 *
 * @param call the name of the recording's file, or the id of a live call
 * @param heard how much was heard
 * @param outcome what the policy said
 * @param timeline one entry a second
 * @param words what the caller said, where that is known
 * @param voices how each of these words was said, in their order
 * @param understood what his words mean; empty where none was heard
 * @param agent what the agent said, in figures; empty where his words are not read, as they are not by default
 * @param engine what produced it
 */
public record CallReport(
        String call,
        Heard heard,
        Outcome outcome,
        ScoreTrack timeline,
        List<TimedWord> words,
        List<WordVoice> voices,
        Optional<UnderstoodCall> understood,
        Optional<AgentConduct> agent,
        EngineIdentity engine) {
    /** Rejects null; copies the words. */
    public CallReport {
        Objects.requireNonNull(call, "call is null");
        Objects.requireNonNull(heard, "heard is null");
        Objects.requireNonNull(outcome, "outcome is null");
        Objects.requireNonNull(timeline, "timeline is null");
        words = List.copyOf(words);
        voices = List.copyOf(voices);
        if (voices.size() != words.size()) {
            throw new IllegalArgumentException(voices.size() + " voices of " + words.size() + " words");
        }
        Objects.requireNonNull(understood, "understood is null");
        Objects.requireNonNull(agent, "agent is null");
        Objects.requireNonNull(engine, "engine is null");
    }

    /** A report without words. */
    public CallReport(String call, Heard heard, Outcome outcome, ScoreTrack timeline, EngineIdentity engine) {
        this(call, heard, outcome, timeline, List.of(), List.of(), Optional.empty(), Optional.empty(), engine);
    }

    /** The same report under another name. */
    public CallReport named(String name) {
        return new CallReport(name, heard, outcome, timeline, words, voices, understood, agent, engine);
    }

    /**
     * Identifies the timeline, the first class, the trips, the decision and the rules that held by every bit of them. The same inputs give the
     * same fingerprint, live or replayed, on every Java; names, versions and the rounding of a report play no part.
     *
     * @return {@code sha256:} and 64 hexadecimal digits
     */
    public String fingerprint() {
        Fingerprint print = new Fingerprint();
        print.timeline(timeline);
        outcome.firstClass().ifPresent(print::firstClass);
        outcome.trips().forEach(print::trip);
        outcome.decision().ifPresent(print::decision);
        outcome.rulesHeld().forEach(print::ruleHeld);
        return print.text();
    }
}
