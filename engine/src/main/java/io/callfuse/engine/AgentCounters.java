package io.callfuse.engine;

import io.callfuse.engine.agent.AgentsHeard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of agents. Thread-safe. */
final class AgentCounters {
    private final LongAdder legs = new LongAdder();
    private final LongAdder failedTaps = new LongAdder();
    private final LongAdder audioFrames = new LongAdder();
    private final LongAdder gapFrames = new LongAdder();
    private final LongAdder droppedFrames = new LongAdder();

    /** Counts what was heard in a call that is over. */
    void heard(AgentsHeard agents) {
        for (AgentsHeard.Leg leg : agents.legs()) {
            legs.increment();
            audioFrames.add(leg.audioFrames());
            gapFrames.add(leg.gapFrames());
            droppedFrames.add(leg.droppedFrames());
        }
    }

    /** Counts a tap that Asterisk did not set up. */
    void tapFailed() {
        failedTaps.increment();
    }

    /** Them all, by name. */
    Map<String, LongAdder> byName() {
        Map<String, LongAdder> counters = new LinkedHashMap<>();
        counters.put("legs", legs);
        counters.put("taps_failed", failedTaps);
        counters.put("audio_frames", audioFrames);
        counters.put("gap_frames", gapFrames);
        counters.put("dropped_frames", droppedFrames);
        return counters;
    }
}
