package io.callfuse.engine.scoring.lexical;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The story of a call on three axes, with a bounded number of nodes each: what follows with the same label joins the node before
 * it, and when there are too many the weakest one that is neither the first nor the last goes. For one thread.
 */
public final class CallStory {
    /** Nodes of an axis. */
    public static final int MAX_NODES = 12;

    private final Map<Axis, List<StoryNode>> nodes = new EnumMap<>(Axis.class);

    /** Begins an empty story. */
    CallStory() {
        for (Axis axis : Axis.values()) {
            nodes.put(axis, new ArrayList<>(MAX_NODES + 1));
        }
    }

    /** The nodes of an axis in the order of time. */
    public List<StoryNode> nodes(Axis axis) {
        return List.copyOf(nodes.get(axis));
    }

    /** Adds what was heard, mostly at the end: what took longer to say may have begun before what is there already. */
    void add(Axis axis, long atMs, String label, String what, double evidence) {
        List<StoryNode> line = nodes.get(axis);
        int place = line.size();
        while (place > 0 && line.get(place - 1).atMs() > atMs) {
            place--;
        }
        if (!join(line, place - 1, atMs, label, what, evidence) && !join(line, place, atMs, label, what, evidence)) {
            line.add(place, new StoryNode(atMs, atMs, label, what, evidence));
        }
        if (line.size() > MAX_NODES) {
            dropWeakest(line);
        }
    }

    private static boolean join(
            List<StoryNode> line, int place, long atMs, String label, String what, double evidence) {
        if (place < 0 || place >= line.size() || !line.get(place).label().equals(label)) {
            return false;
        }
        line.set(place, line.get(place).with(atMs, what, evidence));
        return true;
    }

    private static void dropWeakest(List<StoryNode> line) {
        int weakest = 1;
        for (int n = 2; n < line.size() - 1; n++) {
            if (line.get(n).evidence() < line.get(weakest).evidence()) {
                weakest = n;
            }
        }
        line.remove(weakest);
        StoryNode before = line.get(weakest - 1);
        StoryNode behind = line.get(weakest);
        if (before.label().equals(behind.label())) {
            line.set(weakest - 1, before.with(behind.endMs(), behind.what(), behind.evidence()));
            line.remove(weakest);
        }
    }
}
