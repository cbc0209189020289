package io.callfuse.engine.ingress;

import io.callfuse.dsp.signal.PolyphaseFilter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One filter design for each usual sample rate, shared by all streams. A peer cannot make it grow. Thread-safe. */
final class SharedFilters {
    private static final Set<Integer> USUAL_RATES_HZ =
            Set.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000);
    private static final Map<Integer, PolyphaseFilter> DESIGNS = new ConcurrentHashMap<>();

    private SharedFilters() {}

    /** Returns the filter from this rate to 8 kHz; refuses rates as {@link PolyphaseFilter#design} does. */
    static PolyphaseFilter from(int sampleRateHz) {
        if (USUAL_RATES_HZ.contains(sampleRateHz)) {
            return DESIGNS.computeIfAbsent(sampleRateHz, PolyphaseFilter::design);
        }
        return PolyphaseFilter.design(sampleRateHz);
    }
}
