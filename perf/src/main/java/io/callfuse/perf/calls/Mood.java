package io.callfuse.perf.calls;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the caller is, and what lists of clips call it. */
enum Mood {
    CALM(Set.of("neutral", "calm", "boredom", "bored")),
    HAPPY(Set.of("happy", "happiness", "joy", "surprise", "surprised", "excited", "excitement", "amused")),
    ANGRY(Set.of("angry", "anger"));

    private final Set<String> names;

    Mood(Set<String> names) {
        this.names = names;
    }

    /** The mood that a list calls so; empty where no call is made of it, such as sadness. */
    static Optional<Mood> of(String emotion) {
        String name = emotion.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(mood -> mood.names.contains(name)).findFirst();
    }
}
