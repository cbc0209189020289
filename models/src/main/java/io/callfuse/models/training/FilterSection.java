package io.callfuse.models.training;

/**
 * A second-order filter at 8 kHz by the bilinear transform: corners, a peak, a shelf (Bristow-Johnson, Audio EQ cookbook, 1998).
 * Several corners make a Butterworth filter of a higher order. Immutable.
 */
final class FilterSection {
    private static final double SAMPLE_RATE_HZ = 8000;
    /** What is smaller than this is silence; smaller numbers still would be slow to reckon with. */
    private static final double SILENT = 1e-30;

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;

    private FilterSection(double[] b, double a0, double a1, double a2) {
        b0 = b[0] / a0;
        b1 = b[1] / a0;
        b2 = b[2] / a0;
        this.a1 = a1 / a0;
        this.a2 = a2 / a0;
    }

    /** Lets pass what lies above a corner: order {@code 2 * count}, 3 dB down at the corner. */
    static FilterSection[] highPass(double cornerHz, int count) {
        return butterworth(cornerHz, count, true);
    }

    /** Lets pass what lies below a corner: order {@code 2 * count}, 3 dB down at the corner. */
    static FilterSection[] lowPass(double cornerHz, int count) {
        return butterworth(cornerHz, count, false);
    }

    /** Makes stronger (or weaker) what lies around a frequency. */
    static FilterSection peak(double centreHz, double gainDb, double q) {
        double cosine = StrictMath.cos(angle(centreHz));
        double alpha = StrictMath.sin(angle(centreHz)) / (2 * q);
        double root = Amplitude.factor(gainDb / 2);
        double[] b = {1 + alpha * root, -2 * cosine, 1 - alpha * root};
        return new FilterSection(b, 1 + alpha / root, -2 * cosine, 1 - alpha / root);
    }

    /** Makes stronger (or weaker) what lies well above a frequency; there it is half as much. */
    static FilterSection highShelf(double middleHz, double gainDb) {
        double cosine = StrictMath.cos(angle(middleHz));
        double root = Amplitude.factor(gainDb / 2);
        double more = root + 1;
        double less = root - 1;
        double slope = Math.sqrt(2 * root) * StrictMath.sin(angle(middleHz));
        double[] b = {
            root * (more + less * cosine + slope),
            -2 * root * (less + more * cosine),
            root * (more + less * cosine - slope)
        };
        return new FilterSection(
                b, more - less * cosine + slope, 2 * (less - more * cosine), more - less * cosine - slope);
    }

    /** Filters in place, from silence on. */
    void filter(double[] samples) {
        double x1 = 0;
        double x2 = 0;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i];
            double y = b0 * x + b1 * x1 + b2 * x2 - a2 * y2 - a1 * y1;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = Math.abs(y) < SILENT ? 0 : y;
            samples[i] = y1;
        }
    }

    /** Returns by how much a tone is louder afterwards, dB. */
    double gainDb(double hz) {
        double ratio = powerAt(hz, b0, b1, b2) / powerAt(hz, 1, a1, a2);
        return 10 * StrictMath.log10(ratio);
    }

    private static double powerAt(double hz, double c0, double c1, double c2) {
        double w = angle(hz);
        double real = c0 + c1 * StrictMath.cos(w) + c2 * StrictMath.cos(2 * w);
        double imaginary = c1 * StrictMath.sin(w) + c2 * StrictMath.sin(2 * w);
        return real * real + imaginary * imaginary;
    }

    private static FilterSection[] butterworth(double cornerHz, int count, boolean high) {
        FilterSection[] sections = new FilterSection[count];
        double cosine = StrictMath.cos(angle(cornerHz));
        double sine = StrictMath.sin(angle(cornerHz));
        double edge = high ? 1 + cosine : 1 - cosine;
        double[] b = {edge / 2, high ? -edge : edge, edge / 2};
        for (int i = 0; i < count; i++) {
            double alpha = sine * StrictMath.cos(Math.PI * (2 * i + 1) / (4 * count));
            sections[i] = new FilterSection(b, 1 + alpha, -2 * cosine, 1 - alpha);
        }
        return sections;
    }

    private static double angle(double hz) {
        return 2 * Math.PI * hz / SAMPLE_RATE_HZ;
    }
}
