package io.callfuse.engine.agent;

import io.callfuse.engine.call.MediaTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who of two speaks when, in figures: how long the agent lets a caller wait, and how long both speak at once. Fed with nothing but
 * a yes or no for each frame of each, on one time base. The lengths below are set by judgement. For one thread, the call's worker.
 */
final class Conversation {
    /** Frames for which one side waits for the other's verdict; what comes later still counts as silence. */
    private static final int WINDOW_FRAMES = 1024;
    /** A pause within what one says is no end of it: 300 ms. */
    private static final int BREATH_FRAMES = 15;
    /** So much a caller must have said for what follows to be a reply: 200 ms. */
    private static final int SAID_FRAMES = 10;
    /** Shorter than half a second it is a "mm-hm", or a quick reply. */
    private static final int TALK_OVER_FRAMES = 25;

    private final BitSet caller = new BitSet(WINDOW_FRAMES);
    private final BitSet agent = new BitSet(WINDOW_FRAMES);
    private final List<Long> pausesMs = new ArrayList<>();
    private long callerTo;
    private long agentTo;
    private long done;

    private int sinceCaller = BREATH_FRAMES;
    private int sinceAgent = BREATH_FRAMES;
    private int callerSaid;
    private int overlap;
    private long agentFrames;
    private int talkOvers;
    private long talkOverFrames;
    private OptionalLong lastPauseMs = OptionalLong.empty();
    private long longestMs;
    private long longestAtMs;

    /** The agent is heard from this frame on. */
    void begin(long firstIndex) {
        finishPresent();
        done = Math.max(done, firstIndex);
        agentTo = done;
        caller.clear();
        agent.clear();
        callerTo = Math.max(callerTo, done);
        sinceCaller = BREATH_FRAMES;
        sinceAgent = BREATH_FRAMES;
        callerSaid = 0;
        overlap = 0;
    }

    /** Whether the caller spoke in this frame; in the order of time. */
    void caller(long index, boolean speaks) {
        callerTo = note(caller, callerTo, index, speaks);
        advance();
    }

    /** Whether the agent did; in the order of time. */
    void agent(long index, boolean speaks) {
        agentTo = note(agent, agentTo, index, speaks);
        advance();
    }

    private long note(BitSet side, long to, long index, boolean speaks) {
        if (index < to) {
            return to;
        }
        while (done + WINDOW_FRAMES <= index) {
            step();
        }
        for (long lost = Math.max(to, index - WINDOW_FRAMES + 1); lost < index; lost++) {
            side.clear(place(lost));
        }
        side.set(place(index), speaks);
        return index + 1;
    }

    private void advance() {
        while (done < Math.min(callerTo, agentTo)) {
            step();
        }
    }

    /** No more comes of the agent; what the caller's verdicts are not known of counts as silence of his. */
    void finishPresent() {
        while (done < agentTo) {
            step();
        }
    }

    private void step() {
        boolean callerSpeaks = done < callerTo && caller.get(place(done));
        boolean agentSpeaks = done < agentTo && agent.get(place(done));
        if (agentSpeaks) {
            agentFrames++;
            if (sinceAgent >= BREATH_FRAMES) {
                reply();
            }
        }
        sinceCaller = callerSpeaks ? 0 : Math.min(sinceCaller + 1, WINDOW_FRAMES);
        sinceAgent = agentSpeaks ? 0 : Math.min(sinceAgent + 1, WINDOW_FRAMES);
        callerSaid += callerSpeaks ? 1 : 0;
        overlap = sinceCaller < BREATH_FRAMES && sinceAgent < BREATH_FRAMES ? overlap + 1 : 0;
        if (overlap == TALK_OVER_FRAMES) {
            talkOvers++;
            talkOverFrames += TALK_OVER_FRAMES;
        } else if (overlap > TALK_OVER_FRAMES) {
            talkOverFrames++;
        }
        caller.clear(place(done));
        agent.clear(place(done));
        done++;
    }

    /** The agent begins to speak. */
    private void reply() {
        if (callerSaid >= SAID_FRAMES && sinceCaller > 0 && sinceCaller < WINDOW_FRAMES) {
            long pauseMs = (long) sinceCaller * MediaTime.FRAME_MS;
            pausesMs.add(pauseMs);
            lastPauseMs = OptionalLong.of(pauseMs);
            if (pauseMs > longestMs) {
                longestMs = pauseMs;
                longestAtMs = MediaTime.startMs(done) - pauseMs;
            }
        }
        callerSaid = 0;
    }

    /** The place of a frame among those that are not settled. */
    private static int place(long index) {
        return (int) (index % WINDOW_FRAMES);
    }

    /** The same in a few figures, of which the last pause is one. */
    AgentsHeard.Turns turns() {
        return new AgentsHeard.Turns(
                agentFrames * MediaTime.FRAME_MS, talkOvers, talkOverFrames * MediaTime.FRAME_MS, lastPauseMs);
    }

    /** What it comes to so far. */
    AgentsHeard.Talk talk() {
        List<Long> sorted = pausesMs.stream().sorted().toList();
        return new AgentsHeard.Talk(
                agentFrames * MediaTime.FRAME_MS,
                talkOvers,
                talkOverFrames * MediaTime.FRAME_MS,
                sorted.size(),
                sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2),
                longestMs,
                longestAtMs);
    }
}
