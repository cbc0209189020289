package io.callfuse.engine.scoring.lexical;

/**
 * A point of a call's story. Immutable.
 *
 * @param atMs media time at which it begins
 * @param endMs media time at which it was last heard
 * @param label the topic, the emotion or the need
 * @param what the strongest words for it; of a need to which labels led, these labels
 * @param evidence how strong they are, 0..1
 */
public record StoryNode(long atMs, long endMs, String label, String what, double evidence) {
    /** The node with a later hit of the same label in it. */
    StoryNode with(long laterMs, String words, double strength) {
        boolean stronger = strength > evidence;
        return new StoryNode(
                Math.min(atMs, laterMs),
                Math.max(endMs, laterMs),
                label,
                stronger ? words : what,
                stronger ? strength : evidence);
    }
}
