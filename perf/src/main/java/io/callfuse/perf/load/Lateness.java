package io.callfuse.perf.load;

import org.HdrHistogram.Histogram;

/** How late the sender itself was: what it could not send in time, the engine cannot be blamed for. */
final class Lateness {
    private final Histogram histogram = new Histogram(3);

    void add(long latenessNs) {
        histogram.recordValue(Math.max(0, latenessNs));
    }

    double p99Ms() {
        return histogram.getValueAtPercentile(99) / 1e6;
    }

    double worstMs() {
        return histogram.getMaxValue() / 1e6;
    }
}
