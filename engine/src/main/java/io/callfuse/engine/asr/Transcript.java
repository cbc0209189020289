package io.callfuse.engine.asr;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a call so far: the settled words and those that a later revision may still change. Keeps the first {@value
 * #CAPACITY} settled words, of several hours, and counts the others. For one thread.
 */
public final class Transcript {
    static final int CAPACITY = 50_000;

    private final List<TimedWord> settled = new ArrayList<>();
    private final UnsettledWords unsettled = new UnsettledWords();
    private long left;

    /** Takes the next revision. */
    public void apply(Revision revision) {
        for (TimedWord word : unsettled.apply(revision)) {
            if (settled.size() < CAPACITY) {
                settled.add(word);
            } else {
                left++;
            }
        }
    }

    /** All words as they stand now, in the order in which they were said. */
    public List<TimedWord> words() {
        List<TimedWord> words = new ArrayList<>(settled);
        words.addAll(unsettled.words());
        return words;
    }

    /** What another transcript would have to hear to stand where this one stands. */
    public List<Revision> revisions() {
        List<TimedWord> open = unsettled.words();
        Revision said = new Revision(0, settled, true);
        return open.isEmpty()
                ? List.of(said)
                : List.of(said, new Revision(open.get(0).atMs(), open, false));
    }

    /** How many settled words were not kept. */
    public long left() {
        return left;
    }
}
