package io.callfuse.engine.load;

/**
 * What the engine's process used in a step.
 *
 * @param cores share of a core's time, all threads and collectors together; 2 is two cores
 * @param residentMiB memory of the process at the end of the step, MiB
 * @param threads at the end
 * @param descriptors open at the end
 * @param collections how often the collector stopped it
 * @param longestPauseMs the longest of these pauses, ms
 * @param pausesMs all of them together, ms
 */
public record EngineUse(
        double cores,
        double residentMiB,
        int threads,
        int descriptors,
        int collections,
        double longestPauseMs,
        double pausesMs) {}
