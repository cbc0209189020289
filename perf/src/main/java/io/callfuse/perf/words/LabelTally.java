package io.callfuse.perf.words;

import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.Proportion;
import java.util.Locale;

/** How often a label was heard rightly, heard wrongly and missed. For one thread. */
final class LabelTally {
    private static final double PERCENT = 100;

    private long right;
    private long wrong;
    private long missed;

    void add(boolean heard, boolean meant) {
        if (heard && meant) {
            right++;
        } else if (heard) {
            wrong++;
        } else if (meant) {
            missed++;
        }
    }

    void add(LabelTally other) {
        right += other.right;
        wrong += other.wrong;
        missed += other.missed;
    }

    /** A row of the table: precision and recall in per cent with their bounds, and how many there are. */
    String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-13s %5d   %s   %s",
                name,
                right + missed,
                cell(new Proportion(right, right + wrong)),
                cell(new Proportion(right, right + missed)));
    }

    private static String cell(Proportion proportion) {
        if (proportion.of() == 0) {
            return String.format(Locale.ROOT, "%-28s", "   -");
        }
        Bounds bounds = proportion.wilson();
        return String.format(
                Locale.ROOT,
                "%5.1f %% (%5.1f-%5.1f) %3d/%-3d",
                PERCENT * proportion.share(),
                PERCENT * bounds.low(),
                PERCENT * bounds.high(),
                proportion.count(),
                proportion.of());
    }
}
