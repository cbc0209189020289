package io.callfuse.engine.feature;

import java.util.ArrayList;
import java.util.List;

/**
 * The order and the names of a feature vector's values: {@code group.descriptor.functional}, and the same with {@code .rise}
 * for the difference to the caller's own first seconds.
 */
final class FeatureNames {
    static final List<String> NAMES;
    static final List<String> GROUPS;
    private static final String OWN_START = " against own first seconds";

    static {
        List<String> names = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (Descriptor descriptor : Descriptor.values()) {
            String stem = descriptor.group().replace(" ", "") + "." + descriptor.label() + ".";
            for (String functional : functionals(descriptor)) {
                names.add(stem + functional);
                boolean rise = functional.endsWith(".rise");
                groups.add(descriptor.group() + (rise ? OWN_START : ""));
            }
        }
        for (String share : List.of("voicedShare", "syllablesPerSecond")) {
            names.add("rate." + share);
            groups.add("speech rate");
            names.add("rate." + share + ".rise");
            groups.add("speech rate" + OWN_START);
        }
        NAMES = List.copyOf(names);
        GROUPS = List.copyOf(groups);
    }

    private FeatureNames() {}

    /** The functionals of a descriptor in the order in which {@link SpeechStatistics} writes them. */
    private static List<String> functionals(Descriptor descriptor) {
        return descriptor.dependsOnGain()
                ? List.of("range20To80", "stddev", "mean.rise", "stddev.rise")
                : List.of("mean", "percentile20", "percentile80", "stddev", "mean.rise", "stddev.rise");
    }
}
