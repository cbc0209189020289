package io.callfuse.engine;

import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.agent.AgentLegs;
import io.callfuse.engine.agent.AgentsHeard;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents beside a watched caller. Whatever fails here, the caller is heard as before: the call goes on without its agents. For
 * one thread, the call's worker.
 */
final class AgentSide {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSide.class);

    private static final long MS_A_SECOND = 1000;

    private final CallId id;
    private final CallPipeline pipeline;
    private final AgentLegs legs = new AgentLegs(new Listener());
    private boolean joined;
    private boolean failed;
    private long toldSecond;
    private Optional<AgentsHeard.Turns> told = Optional.empty();

    AgentSide(CallId id, CallPipeline pipeline) {
        this.id = id;
        this.pipeline = pipeline;
    }

    /** An agent is with the caller. */
    void add(AgentLeg leg) {
        joined = true;
        guarded(() -> legs.add(leg));
    }

    /** Whether the caller spoke in this frame; allocates nothing. */
    void caller(long index, boolean speaks) {
        if (!failed) {
            legs.caller(index, speaks);
        }
    }

    /** Hears at most so many frames of each agent, and returns how many there were. */
    int drain(int limit) {
        if (failed || !joined) {
            return 0;
        }
        try {
            int drained = legs.drain(limit, pipeline.nowMs());
            tellTurns();
            return drained;
        } catch (RuntimeException | Error fault) {
            fail(fault);
            return 1;
        }
    }

    /** Once a second, where rules may ask: as an input, for how the two legs came together no replay knows. */
    private void tellTurns() {
        long second = pipeline.nowMs() / MS_A_SECOND;
        if (second == toldSecond || pipeline.policy().facts().isEmpty()) {
            return;
        }
        toldSecond = second;
        Optional<AgentsHeard.Turns> now = legs.turns();
        if (!now.equals(told)) {
            told = now;
            now.ifPresent(turns -> pipeline.noted(Circumstances.TALK, details(turns)));
        }
    }

    private static Map<String, String> details(AgentsHeard.Turns turns) {
        Map<String, String> details = new TreeMap<>();
        details.put("agentSpeechMs", Long.toString(turns.agentSpeechMs()));
        details.put("talkOvers", Integer.toString(turns.talkOvers()));
        details.put("talkOverMs", Long.toString(turns.talkOverMs()));
        turns.lastPauseMs().ifPresent(pause -> details.put("lastPauseMs", Long.toString(pause)));
        return details;
    }

    /** The call is over. */
    void finish() {
        guarded(() -> legs.finish(pipeline.nowMs()));
    }

    /** Which agents were heard; empty where none came. */
    Optional<AgentsHeard> heard() {
        return legs.heard();
    }

    private void guarded(Runnable work) {
        if (failed) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    private void fail(Throwable fault) {
        failed = true;
        LOG.error("call {}: its agents are heard no more; the caller is", id, fault);
    }

    private final class Listener implements AgentLegs.Listener {
        @Override
        public void admitWords() {
            pipeline.admitAgentWords();
        }

        @Override
        public void words(Revision revision) {
            pipeline.hearAgentWords(revision);
        }

        @Override
        public void noted(String kind, Map<String, String> details) {
            pipeline.noted(kind, details);
        }
    }
}
