package io.callfuse.engine.evaluation;

import java.io.IOException;
import java.util.List;

/** A list that somebody wrote has faults; the message has one line for each, which names file and line. */
public final class ListException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 20;

    /** One fault, or several, each on its line. */
    public ListException(String lines) {
        super(lines);
    }

    /** Throws where there is a fault; of very many the first ones are told. */
    public static void throwIfAny(List<String> faults) throws ListException {
        if (faults.isEmpty()) {
            return;
        }
        String lines = String.join("\n", faults.subList(0, Math.min(MOST_LINES, faults.size())));
        int more = faults.size() - MOST_LINES;
        throw new ListException(more > 0 ? lines + "\nand " + more + " more of the kind" : lines);
    }
}
