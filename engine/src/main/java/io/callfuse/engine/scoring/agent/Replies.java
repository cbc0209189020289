package io.callfuse.engine.scoring.agent;

import io.callfuse.engine.asr.TimedWord;
import java.util.ArrayList;
import java.util.List;

/** How long callers waited for an agent's words. No state. */
final class Replies {
    private Replies() {}

    /** The pauses between a caller's last word and the agent's next. */
    static AgentConduct.ReplyPauses pauses(List<TimedWord> agent, List<TimedWord> caller) {
        List<Long> pausesMs = new ArrayList<>();
        long longestMs = 0;
        long longestAtMs = 0;
        int next = 0;
        long callerEndMs = 0;
        boolean callerSpoke = false;
        for (TimedWord word : agent) {
            while (next < caller.size() && caller.get(next).atMs() <= word.atMs()) {
                callerEndMs = Math.max(callerEndMs, caller.get(next).endMs());
                callerSpoke = true;
                next++;
            }
            long pauseMs = word.atMs() - callerEndMs;
            if (callerSpoke && pauseMs >= 0) {
                pausesMs.add(pauseMs);
                if (pauseMs > longestMs) {
                    longestMs = pauseMs;
                    longestAtMs = callerEndMs;
                }
            }
            callerSpoke = false;
        }
        if (pausesMs.isEmpty()) {
            return AgentConduct.ReplyPauses.NONE;
        }
        pausesMs.sort(null);
        return new AgentConduct.ReplyPauses(
                pausesMs.size(), pausesMs.get((pausesMs.size() - 1) / 2), longestMs, longestAtMs);
    }
}
