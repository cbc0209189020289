package io.callfuse.engine.cli.report;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.Route;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in a few words what was decided and what moved the score. */
public final class Reasons {
    private Reasons() {}

    /** Says what became of the call, such as {@code moved to soothing at 27.4 s (fuse)}. */
    public static String decision(CallReport report) {
        return report.outcome()
                .decision()
                .map(decided -> what(decided) + " at " + seconds(decided.atMs()))
                .orElse("none");
    }

    private static String what(Decision decided) {
        String reason = decided.cause();
        return decided.routeName().equals(Route.NONE)
                ? "left alone (" + reason + ")"
                : "moved to " + decided.routeName() + " (" + reason + ")";
    }

    /**
     * Names what moved the score most, in log-odds of being upset, such as {@code loudness +1.9, pitch +0.7}; {@code -} where
     * nothing was scored.
     */
    public static String strongest(Evidence evidence, int most) {
        if (evidence.contributions().isEmpty()) {
            return "-";
        }
        return evidence.contributions().entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> part) -> -Math.abs(part.getValue())))
                .limit(most)
                .map(part -> String.format(Locale.ROOT, "%s %+.1f", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Writes media time in seconds with one decimal. */
    public static String seconds(long atMs) {
        return String.format(Locale.ROOT, "%.1f s", atMs / 1000.0);
    }
}
