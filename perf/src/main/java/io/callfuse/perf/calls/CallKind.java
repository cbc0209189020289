package io.callfuse.perf.calls;

import io.callfuse.engine.evaluation.CallLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of calls that are composed. Their order is part of the seeds. */
enum CallKind {
    CALM(CallLabel.CALM, List.of(Mood.CALM)),
    HAPPY_LOUD(CallLabel.HAPPY_LOUD, List.of(Mood.HAPPY)),
    ESCALATING(CallLabel.ESCALATING, List.of(Mood.CALM, Mood.ANGRY)),
    ANGRY(CallLabel.ANGRY, List.of(Mood.ANGRY));

    private final CallLabel label;
    private final List<Mood> moods;

    CallKind(CallLabel label, List<Mood> moods) {
        this.label = label;
        this.moods = moods;
    }

    /** What such a call is labelled. */
    CallLabel label() {
        return label;
    }

    /** The moods of the caller, one after the other. */
    List<Mood> moods() {
        return moods;
    }

    static Optional<CallKind> of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.text().equals(text))
                .findFirst();
    }
}
