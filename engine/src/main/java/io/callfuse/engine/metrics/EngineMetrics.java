package io.callfuse.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The engine's figures for Prometheus. Every series is there from the start, at 0; none is named after a call or a caller. Counting
 * takes no lock and may be done by any thread.
 */
public final class EngineMetrics implements AutoCloseable {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** The registry itself would let them be collected. */
    private final List<DoubleSupplier> readers = new ArrayList<>();

    private volatile Map<String, Long> mirrored = Map.of();
    private Supplier<Map<String, Long>> mirror = Map::of;

    /** Begins with what the Java machine tells of itself. */
    public EngineMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("process.resident.memory", ProcessMemory::ofThisProcess)
                .description("Memory that the process holds, each page counted once.")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Counters of one name, one for each value of a label. */
    public static final class Family {
        private final Map<String, Counter> counters = new LinkedHashMap<>();

        /** Counts one under this value; nothing where the value is none of those it was made with. */
        public void count(String value) {
            add(value, 1);
        }

        /** Counts so many, at least 0, under this value. */
        public void add(String value, long amount) {
            Counter counter = counters.get(value);
            if (counter != null) {
                counter.increment(amount);
            }
        }
    }

    /** Times of one kind, one for each value of a label. */
    public static final class Latencies {
        private final Map<String, Timer> timers = new LinkedHashMap<>();

        /** Notes that it took so long; nothing where the value is none of those it was made with. */
        public void took(String value, long ns) {
            Timer timer = timers.get(value);
            if (timer != null) {
                timer.record(Math.max(0, ns), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Makes {@code callfuse_NAME_total} with a label. */
    public Family family(String name, String what, String label, List<String> values) {
        Family family = new Family();
        for (String value : values) {
            family.counters.put(
                    value,
                    Counter.builder("callfuse." + name)
                            .description(what)
                            .tag(label, value)
                            .register(registry));
        }
        return family;
    }

    /** Makes {@code callfuse_NAME_seconds}, a histogram from 1 ms to 10 s, with a label. */
    public Latencies latencies(String name, String what, String label, List<String> values) {
        Latencies latencies = new Latencies();
        for (String value : values) {
            latencies.timers.put(
                    value,
                    Timer.builder("callfuse." + name)
                            .description(what)
                            .tag(label, value)
                            .serviceLevelObjectives(LATENCIES)
                            .register(registry));
        }
        return latencies;
    }

    /** Makes {@code callfuse_NAME}, which goes up and down. */
    public void gauge(String name, String what, DoubleSupplier reader) {
        Gauge.builder("callfuse." + name, reader, DoubleSupplier::getAsDouble)
                .description(what)
                .strongReference(true)
                .register(registry);
    }

    /** Makes {@code callfuse_NAME_total} of a count that somebody else keeps. */
    public void counter(String name, String what, DoubleSupplier reader) {
        readers.add(reader);
        FunctionCounter.builder("callfuse." + name, reader, DoubleSupplier::getAsDouble)
                .description(what)
                .register(registry);
    }

    /** Makes {@code callfuse_build_info}, always 1, with these labels. */
    public void build(Map<String, String> labels) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        Gauge.builder("callfuse.build.info", () -> 1)
                .description("What runs, told by its labels; always 1.")
                .tags(tags)
                .register(registry);
    }

    /**
     * Makes a series of each counter that the log tells once a minute, under its name there. Read once for each scrape.
     *
     * @param counters reads them; the same names each time
     * @param levels those that go up and down
     * @param told those that are told otherwise
     */
    public void mirror(Supplier<Map<String, Long>> counters, List<String> levels, List<String> told) {
        mirror = counters;
        mirrored = counters.get();
        for (String name : mirrored.keySet()) {
            if (told.contains(name)) {
                continue;
            }
            String series = name.replace('-', '_');
            if (levels.contains(name)) {
                gauge(series, "As in the log.", () -> mirrored.getOrDefault(name, 0L));
            } else {
                counter(series, "As in the log.", () -> mirrored.getOrDefault(name, 0L));
            }
        }
    }

    /** Returns all of it in Prometheus's text form. */
    public String scrape() {
        mirrored = mirror.get();
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
