package io.callfuse.engine.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they stand in the configuration: {@code 500 ms}, {@code 20 s}, {@code 5 min}, {@code 1 h}. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) ?(ms|s|min|h)");
    private static final Map<String, Long> UNIT_MS = Map.of("ms", 1L, "s", 1000L, "min", 60_000L, "h", 3_600_000L);

    private static final List<String> LARGEST_FIRST = List.of("h", "min", "s");

    private DurationText() {}

    /** Reads a time; empty where the text is none or names less than whole milliseconds. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal ms = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(UNIT_MS.get(form.group(2))));
        if (ms.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(ms.longValueExact()));
    }

    /** The one text for a time, whatever unit it was written in: the largest that leaves a whole number. */
    public static String canonical(Duration duration) {
        long ms = duration.toMillis();
        for (String unit : LARGEST_FIRST) {
            if (ms != 0 && ms % UNIT_MS.get(unit) == 0) {
                return ms / UNIT_MS.get(unit) + " " + unit;
            }
        }
        return ms + " ms";
    }
}
