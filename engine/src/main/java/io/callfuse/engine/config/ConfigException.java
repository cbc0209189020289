package io.callfuse.engine.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. Its message has one line for each fault, in the order of the file. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigFault> faults;

    ConfigException(String source, List<ConfigFault> faults) {
        this(sorted(faults), source);
    }

    private ConfigException(List<ConfigFault> sorted, String source) {
        super(sorted.stream().map(fault -> fault.text(source)).collect(Collectors.joining("\n")));
        faults = sorted;
    }

    /** Every fault, in the order of the file. */
    public List<ConfigFault> faults() {
        return faults;
    }

    private static List<ConfigFault> sorted(List<ConfigFault> faults) {
        return faults.stream()
                .sorted(Comparator.comparingInt(ConfigFault::line))
                .toList();
    }
}
