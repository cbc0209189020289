package io.callfuse.dsp.functional;

/**
 * A statistic of a contour over a segment, under the name it has in eGeMAPS (Eyben et al. 2016) or, where that has none, in
 * ComParE (Weninger et al. 2013). Moments divide by n, percentiles are interpolated between neighbours in the order.
 */
public enum Functional {
    /** Mean. */
    AMEAN("amean", Kind.LOCATION),
    /** Standard deviation. */
    STDDEV("stddev", Kind.SPREAD),
    /** Coefficient of variation: standard deviation over the size of the mean. No value where the mean is 0. */
    STDDEV_NORM("stddevNorm", Kind.SHAPE),
    /** Third standardised moment. A constant contour has none. */
    SKEWNESS("skewness", Kind.SHAPE),
    /** Fourth standardised moment, 3 for a normal distribution. A constant contour has none. */
    KURTOSIS("kurtosis", Kind.SHAPE),
    /** Least value. */
    MIN("min", Kind.LOCATION),
    /** Largest value. */
    MAX("max", Kind.LOCATION),
    /** From the least value to the largest. */
    RANGE("range", Kind.SPREAD),
    /** The value below which 10 % lie. */
    PERCENTILE_10("percentile10.0", Kind.LOCATION, 10),
    /** The value below which 20 % lie. */
    PERCENTILE_20("percentile20.0", Kind.LOCATION, 20),
    /** The first quartile. */
    QUARTILE_1("quartile1", Kind.LOCATION, 25),
    /** The median. */
    PERCENTILE_50("percentile50.0", Kind.LOCATION, 50),
    /** The third quartile. */
    QUARTILE_3("quartile3", Kind.LOCATION, 75),
    /** The value below which 80 % lie. */
    PERCENTILE_80("percentile80.0", Kind.LOCATION, 80),
    /** The value below which 90 % lie. */
    PERCENTILE_90("percentile90.0", Kind.LOCATION, 90),
    /** From the 20th percentile to the 80th: the first to the third of eGeMAPS. */
    PCTLRANGE_0_2("pctlrange0-2", Kind.SPREAD, 20, 80),
    /** From the 10th percentile to the 90th. */
    PCTLRANGE_10_90("pctlrange10-90", Kind.SPREAD, 10, 90),
    /** From the first quartile to the median. */
    IQR_1_2("iqr1-2", Kind.SPREAD, 25, 50),
    /** From the median to the third quartile. */
    IQR_2_3("iqr2-3", Kind.SPREAD, 50, 75),
    /** From the first quartile to the third. */
    IQR_1_3("iqr1-3", Kind.SPREAD, 25, 75),
    /** Slope of the regression line over the segment. A single value has none. */
    LINREG_C1("linregc1", Kind.SLOPE),
    /** Standard deviation off the regression line. A single value has none. */
    LINREG_ERR("linregerr", Kind.SPREAD),
    /** Mean slope of the rises from a turning point to the next that came to their end in the segment. */
    MEAN_RISING_SLOPE("meanRisingSlope", Kind.SLOPE),
    /** Standard deviation of these slopes. */
    STDDEV_RISING_SLOPE("stddevRisingSlope", Kind.SLOPE),
    /** Mean slope of the falls that came to their end in the segment, positive. */
    MEAN_FALLING_SLOPE("meanFallingSlope", Kind.SLOPE),
    /** Standard deviation of these slopes. */
    STDDEV_FALLING_SLOPE("stddevFallingSlope", Kind.SLOPE),
    /** Rises that came to their end in the segment, a second of it. */
    PEAKS_PER_SEC("PeaksPerSec", Kind.RATE),
    /** Share of the steps from frame to frame that go up. */
    RISE_TIME("risetime", Kind.SHAPE),
    /** Share of the steps from frame to frame that go down. */
    FALL_TIME("falltime", Kind.SHAPE),
    /** Mean size of the steps from frame to frame, a second. */
    MEAN_ABS_DELTA("meanAbsDelta", Kind.SLOPE),
    /** Root mean square of the steps from frame to frame, a second. */
    RMS_DELTA("rmsDelta", Kind.SLOPE),
    /** Share of the segment's frames that have a value; 0 when none has. */
    VALUE_SHARE("nnz", Kind.SHAPE),
    /** The value below which 5 % lie. */
    PERCENTILE_5("percentile5.0", Kind.LOCATION, 5),
    /** The value below which 95 % lie. */
    PERCENTILE_95("percentile95.0", Kind.LOCATION, 95),
    /** Mean size of those steps from frame to frame that go up, a second. */
    MEAN_RISE("meanRise", Kind.SLOPE),
    /** Mean size of those steps from frame to frame that go down, a second, positive. */
    MEAN_FALL("meanFall", Kind.SLOPE),
    /** The size below which 90 % of the steps from frame to frame lie, a second. */
    PERCENTILE_90_ABS_DELTA("percentile90.0AbsDelta", Kind.SLOPE),
    /** Mean of the second half of the segment's frames less that of the first. No value where a half has none. */
    HALVES_DIFFERENCE("halvesDifference", Kind.SPREAD);

    /** What becomes of a functional when the contour's zero, its unit or its clock changes. */
    enum Kind {
        LOCATION,
        SPREAD,
        SLOPE,
        SHAPE,
        RATE
    }

    private final String label;
    private final Kind kind;
    private final double lowPercent;
    private final double highPercent;

    Functional(String label, Kind kind) {
        this(label, kind, Double.NaN, Double.NaN);
    }

    Functional(String label, Kind kind, double percent) {
        this(label, kind, percent, percent);
    }

    Functional(String label, Kind kind, double lowPercent, double highPercent) {
        this.label = label;
        this.kind = kind;
        this.lowPercent = lowPercent;
        this.highPercent = highPercent;
    }

    /** The name in feature sets, such as {@code percentile20.0}. */
    public String label() {
        return label;
    }

    /** The name of the feature that this makes of a descriptor, such as {@code loudness_percentile20.0}. */
    public String featureName(String descriptor) {
        return this == PEAKS_PER_SEC ? descriptor + label : descriptor + "_" + label;
    }

    /** The unit of this functional of a descriptor in {@code unit}, such as {@code dB/s}; empty for a plain number. */
    public String unit(String unit) {
        return switch (kind) {
            case LOCATION, SPREAD -> unit;
            case SLOPE -> unit.isEmpty() ? "1/s" : unit + "/s";
            case RATE -> "1/s";
            case SHAPE -> "";
        };
    }

    /**
     * Whether it takes following the contour on its way, which can be left out where it is not asked for: it costs most, and what
     * it finds is not in the window any more.
     */
    public boolean ofCourse() {
        return switch (this) {
            case LINREG_C1,
                    LINREG_ERR,
                    MEAN_RISING_SLOPE,
                    STDDEV_RISING_SLOPE,
                    MEAN_FALLING_SLOPE,
                    STDDEV_FALLING_SLOPE,
                    PEAKS_PER_SEC -> true;
            default -> false;
        };
    }

    Kind kind() {
        return kind;
    }

    /** The lower (or only) percentile that it is made of; {@code NaN} when it is made of none. */
    double lowPercent() {
        return lowPercent;
    }

    double highPercent() {
        return highPercent;
    }
}
