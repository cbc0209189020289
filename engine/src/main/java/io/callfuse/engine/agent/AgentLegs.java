package io.callfuse.engine.agent;

import io.callfuse.engine.asr.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The agents of one call, one after the other. While none has come it costs a look at an empty list. For one thread, the call's
 * worker, but for what a leg itself lets others do.
 */
public final class AgentLegs {
    /** Words of an agent who has left may come for so long, in media time. */
    private static final long LAST_WORDS_MS = 10_000;

    private final List<AgentLeg> present = new ArrayList<>(1);
    private final List<Left> left = new ArrayList<>(1);
    private final List<AgentsHeard.Leg> reports = new ArrayList<>(1);
    private final Conversation talk = new Conversation();
    private final Listener listener;
    private boolean ever;
    private boolean wordsAdmitted;

    private record Left(AgentLeg leg, long atMs) {}

    /** Hears of the agents. Called by the worker. */
    public interface Listener {
        /** From now on an agent's words are read. Said once a call. */
        void admitWords();

        /** What an agent said, for good. */
        void words(Revision revision);

        /** An agent came, or left; {@code kind} says which. */
        void noted(String kind, Map<String, String> details);
    }

    /** Begins with nobody. */
    public AgentLegs(Listener listener) {
        this.listener = listener;
    }

    /** An agent is with the caller. */
    public void add(AgentLeg leg) {
        ever = true;
        present.add(leg);
        if (leg.readsWords() && !wordsAdmitted) {
            wordsAdmitted = true;
            listener.admitWords();
        }
        listener.noted(
                "agent-joined",
                Map.of("channel", leg.agent().name(), "uniqueid", leg.agent().uniqueId()));
    }

    /** Whether the caller spoke in this frame; allocates nothing. */
    public void caller(long index, boolean speaks) {
        if (ever && index >= 0) {
            talk.caller(index, speaks);
        }
    }

    /** Hears at most so many frames of each agent, and returns how many there were. */
    public int drain(int limit, long nowMs) {
        if (!ever) {
            return 0;
        }
        int drained = 0;
        for (int i = present.size() - 1; i >= 0; i--) {
            AgentLeg leg = present.get(i);
            boolean over = leg.isOver();
            int heard = leg.drain(limit, talk);
            drained += heard;
            takeWords(leg);
            if (over && heard < limit) {
                present.remove(i);
                leave(leg, nowMs);
            }
        }
        for (int i = left.size() - 1; i >= 0; i--) {
            takeWords(left.get(i).leg);
            if (nowMs - left.get(i).atMs > LAST_WORDS_MS) {
                left.remove(i).leg.close();
            }
        }
        return drained;
    }

    private void takeWords(AgentLeg leg) {
        Revision revision;
        while ((revision = leg.pollWords()) != null) {
            // How recognition came to its words is of no interest of an agent, and the journal is the caller's.
            if (revision.settled()) {
                listener.words(revision);
            }
        }
    }

    private void leave(AgentLeg leg, long nowMs) {
        leg.finish();
        talk.finishPresent();
        AgentsHeard.Leg report = leg.report();
        if (leg.wasHeard()) {
            reports.add(report);
        }
        Map<String, String> details = new TreeMap<>();
        details.put("channel", report.channel());
        details.put("why", report.endedBy());
        details.put("fromMs", Long.toString(report.fromMs()));
        details.put("skewMs", Long.toString(report.skew().startMs()));
        listener.noted("agent-left", details);
        left.add(new Left(leg, nowMs));
    }

    /** The call is over: hears what was offered before. */
    public void finish(long nowMs) {
        for (AgentLeg leg : List.copyOf(present)) {
            leg.end("call-ended");
        }
        drain(Integer.MAX_VALUE, nowMs);
        for (Left gone : left) {
            takeWords(gone.leg);
            gone.leg.close();
        }
        left.clear();
    }

    /** Who spoke when so far; empty where no agent came. */
    public Optional<AgentsHeard.Turns> turns() {
        return ever ? Optional.of(talk.turns()) : Optional.empty();
    }

    /** Which agents were heard, and who spoke when; empty where none came. */
    public Optional<AgentsHeard> heard() {
        return ever ? Optional.of(new AgentsHeard(reports, talk.talk())) : Optional.empty();
    }
}
