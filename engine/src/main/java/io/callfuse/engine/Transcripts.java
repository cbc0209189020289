package io.callfuse.engine;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.JournaledWords;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.Transcript;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.privacy.WordRedactor;
import io.callfuse.engine.scoring.WordVoice;
import io.callfuse.engine.scoring.WordVoices;
import io.callfuse.engine.scoring.agent.AgentConduct;
import io.callfuse.models.language.Languages;
import java.util.List;
import java.util.Optional;

/**
 * What the two sides of a call said, without the numbers that nobody may keep: these are taken out before anything else hears them,
 * so that a replay of the journal hears what the call heard. For one thread, the leg's worker.
 */
final class Transcripts {
    private final WordRedactor callerRedactor = new WordRedactor();
    private final WordRedactor agentRedactor = new WordRedactor();
    private final Transcript caller = new Transcript();
    private final WordVoices voices = new WordVoices();
    private Optional<Transcript> agent = Optional.empty();

    /** Takes what the caller said, and returns it as it may be heard. */
    Revision hear(Revision revision, FeatureExtractor ear) {
        Revision heard = callerRedactor.hear(revision);
        caller.apply(heard);
        voices.hear(heard, ear);
        return heard;
    }

    /** From now on what the agent says is kept. */
    void admitAgent() {
        agent = Optional.of(new Transcript());
    }

    /** Takes what the agent said, and returns it as it may be heard; empty where he is not admitted. */
    Optional<Revision> hearAgent(Revision revision) {
        if (agent.isEmpty()) {
            return Optional.empty();
        }
        Revision heard = agentRedactor.hear(revision);
        agent.get().apply(heard);
        return Optional.of(heard);
    }

    /** Has rules that have just come into force hear what was said so far. */
    void tellAnew(RuleFacts ruleFacts, Optional<CallFacts> facts) {
        ruleFacts.change(facts, caller, agent);
    }

    /** What the caller said, as it may be kept. */
    List<TimedWord> said() {
        return WordRedactor.afterwards(caller.words());
    }

    private List<TimedWord> agentSaid() {
        return agent.map(Transcript::words).map(WordRedactor::afterwards).orElse(List.of());
    }

    /** How these words were said. */
    List<WordVoice> voices(List<TimedWord> said) {
        return voices.of(said);
    }

    /** How the agent spoke to the caller; empty where he is not admitted. */
    Optional<AgentConduct> agent(List<TimedWord> said, Languages languages) {
        return agent.isPresent() ? Optional.of(AgentConduct.of(agentSaid(), said, languages)) : Optional.empty();
    }

    /** Takes out of a journal what only the end of a number has shown to be one. */
    void redact(InputJournal journal) {
        JournaledWords.redact(journal, JournaledWords.CALLER, said());
        JournaledWords.redact(journal, JournaledWords.AGENT, agentSaid());
    }
}
