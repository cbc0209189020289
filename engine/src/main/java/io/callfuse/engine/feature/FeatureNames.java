package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.Functional;
import java.util.ArrayList;
import java.util.List;

/**
 * The order and the names of a feature vector's values: {@code group.descriptor_functional}, and the same with {@code .rise} for
 * the difference to the caller's own first seconds.
 */
final class FeatureNames {
    static final List<String> NAMES;
    static final List<String> GROUPS;
    private static final String OWN_START = " against own first seconds";
    private static final String RATE = "speech rate";

    static {
        List<String> names = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (Descriptor descriptor : Descriptor.values()) {
            String stem = descriptor.group().replace(" ", "") + ".";
            for (Functional functional : Selection.of(descriptor)) {
                names.add(stem + functional.featureName(descriptor.label()));
                groups.add(descriptor.group());
            }
            for (Functional functional : List.of(Functional.AMEAN, Functional.STDDEV)) {
                names.add(stem + functional.featureName(descriptor.label()) + ".rise");
                groups.add(descriptor.group() + OWN_START);
            }
        }
        for (String name : SpeechStatistics.RATE_NAMES) {
            names.add("rate." + name);
            groups.add(name.endsWith(".rise") ? RATE + OWN_START : RATE);
        }
        NAMES = List.copyOf(names);
        GROUPS = List.copyOf(groups);
    }

    private FeatureNames() {}
}
