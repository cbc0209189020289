package io.callfuse.engine.training;

import java.util.List;

/** Utterances of one speaker that came by one line, each heard by itself; together they are each other's past. */
record Sitting(List<Example> utterances) {
    /** So many, or what is left of a speaker's. */
    static final int UTTERANCES = 12;

    String speaker() {
        return utterances.get(0).speaker();
    }
}
