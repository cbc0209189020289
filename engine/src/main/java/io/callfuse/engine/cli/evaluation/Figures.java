package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.evaluation.Area;
import io.callfuse.engine.evaluation.Delays;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.Rate;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.Proportion;
import java.util.Locale;

/** Writes figures as people read them: shares as so many in a hundred, {@code -} where there is no figure. */
final class Figures {
    static final String NONE = "-";

    /** What must be said wherever such figures stand. */
    static final String CAUTION =
            "These figures hold for callers and lines like these. Where the model was fitted on any of these"
                    + " speakers they are too good.";

    static final String COUNTING =
            "Only the first trip of a call counts. A trip before the onset is a false trip: it makes the"
                    + " call neither a hit nor a miss, and it counts as wrong.";

    private Figures() {}

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A number; {@code -} where it has no value. */
    static String number(double value, int decimals) {
        return Double.isNaN(value) ? NONE : text("%." + decimals + "f", value);
    }

    /** So many in a hundred. */
    static String per100(Proportion proportion) {
        return number(100 * proportion.share(), 1);
    }

    static String per100(Rate rate) {
        return per100(rate.calls());
    }

    /** Wilson's bounds in a hundred: {@code 5.2-9.3}. */
    static String wilson(Proportion proportion) {
        return between(proportion.wilson(), 100, 1);
    }

    static String wilson(Rate rate) {
        return wilson(rate.calls());
    }

    static String bySpeakers(Rate rate) {
        return between(rate.bySpeakers(), 100, 1);
    }

    static String between(Bounds bounds, double scale, int decimals) {
        return Double.isNaN(bounds.low())
                ? NONE
                : number(scale * bounds.low(), decimals) + "-" + number(scale * bounds.high(), decimals);
    }

    /** An area under the curve with its bounds: {@code .931 (.902-.955)}. */
    static String area(Area area) {
        return Double.isNaN(area.value()) ? NONE : number(area.value(), 3) + " (" + between(area.bounds(), 1, 3) + ")";
    }

    static String seconds(double ms) {
        return Double.isNaN(ms) ? NONE : text("%.1f s", ms / 1000);
    }

    /** Median and 95th percentile. */
    static String delays(Delays delays) {
        return seconds(delays.medianMs()) + " / " + seconds(delays.percentile95Ms());
    }

    static String fuse(FuseSettings fuse) {
        return text(
                "enters at %.0f, lets go below %.0f, dwells %.1f s",
                fuse.enterThreshold(), fuse.exitThreshold(), fuse.dwell().toMillis() / 1000.0);
    }

    /** How much was heard: {@code 1200 calls of 36 speakers, 27.2 h}. */
    static String amount(Evaluation evaluation) {
        String speakers = evaluation.speakers() == 0 ? "" : " of " + evaluation.speakers() + " speakers";
        return text(
                "%d call%s%s, %.2f h of audio",
                evaluation.calls().size(),
                evaluation.calls().size() == 1 ? "" : "s",
                speakers,
                evaluation.seconds() / 3600);
    }
}
