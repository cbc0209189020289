package io.callfuse.engine.load;

import org.HdrHistogram.Histogram;

/**
 * How long something took.
 *
 * @param p50Ms half of all, ms
 * @param p99Ms 99 of 100
 * @param p999Ms 999 of 1000
 * @param maxMs the longest
 */
public record Percentiles(double p50Ms, double p99Ms, double p999Ms, double maxMs) {
    private static final double NS_A_MS = 1e6;

    static Percentiles of(Histogram ns) {
        return new Percentiles(
                ns.getValueAtPercentile(50) / NS_A_MS,
                ns.getValueAtPercentile(99) / NS_A_MS,
                ns.getValueAtPercentile(99.9) / NS_A_MS,
                ns.getMaxValue() / NS_A_MS);
    }
}
