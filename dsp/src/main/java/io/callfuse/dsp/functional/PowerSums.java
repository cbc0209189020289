package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Sums of the first four powers of each descriptor's levels in the window, and, of those that are followed, of their products with
 * time: whole numbers, so that a frame that leaves takes with it exactly what it brought. Mean, central moments and regression line
 * follow from the sums by the binomial theorem. Time sums may overflow; differences of what wrapped around alike are right again.
 * For one thread.
 */
final class PowerSums {
    private static final int STRIDE = 5;
    private static final int COUNT = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int THIRD = 3;
    private static final int FOURTH = 4;

    private static final int COURSE_STRIDE = 3;
    private static final int TIME = 0;
    private static final int TIME_SQUARED = 1;
    private static final int TIME_BY_LEVEL = 2;

    /** Levels are counted from the middle of the range, which keeps the powers small. */
    static final int MIDDLE = DescriptorScale.LEVELS / 2;

    private final long[] sums;
    private final long[] courses;
    private final int[] followed;

    private long count;
    private double mean;
    private double second;
    private double third;
    private double fourth;
    private double slope;
    private double explained;

    /** @param followed which of the descriptors are */
    PowerSums(int descriptors, int[] followed) {
        sums = new long[descriptors * STRIDE];
        courses = new long[followed.length * COURSE_STRIDE];
        this.followed = followed;
    }

    /** Takes in the frame of {@code time} and takes out the one of {@code leavingTime}. */
    void slide(short[] entering, long time, short[] leaving, int leavingRow, long leavingTime) {
        for (int d = 0; d < entering.length; d++) {
            int at = d * STRIDE;
            long in = present(entering[d]);
            long out = present(leaving[leavingRow + d]);
            long x = entering[d] - MIDDLE & in;
            long y = leaving[leavingRow + d] - MIDDLE & out;
            sums[at + COUNT] += out - in;
            sums[at + FIRST] += x - y;
            long xSquared = x * x;
            long ySquared = y * y;
            sums[at + SECOND] += xSquared - ySquared;
            sums[at + THIRD] += xSquared * x - ySquared * y;
            sums[at + FOURTH] += xSquared * xSquared - ySquared * ySquared;
        }
        for (int i = 0; i < followed.length; i++) {
            slideCourse(i * COURSE_STRIDE, entering[followed[i]], time, leaving[leavingRow + followed[i]], leavingTime);
        }
    }

    private void slideCourse(int at, short entering, long time, short leaving, long leavingTime) {
        long in = present(entering);
        long out = present(leaving);
        long x = entering - MIDDLE & in;
        long y = leaving - MIDDLE & out;
        courses[at + TIME] += (time & in) - (leavingTime & out);
        courses[at + TIME_SQUARED] += (time * time & in) - (leavingTime * leavingTime & out);
        courses[at + TIME_BY_LEVEL] += time * x - leavingTime * y;
    }

    /** All ones for a level, all zeros for none. */
    private static long present(short level) {
        return level - DescriptorScale.NONE >> Integer.SIZE - 1;
    }

    int count(int descriptor) {
        return (int) sums[descriptor * STRIDE + COUNT];
    }

    /** Sum of the levels, counted from {@link #MIDDLE}. */
    long sum(int descriptor) {
        return sums[descriptor * STRIDE + FIRST];
    }

    /**
     * Computes the moments of a descriptor that has at least one value; the regression line of those that are not followed is {@code
     * NaN}.
     *
     * @param place its place among those, less than 0 if it is none
     * @param now time of the newest frame
     */
    void summarize(int descriptor, int place, long now) {
        int at = descriptor * STRIDE;
        count = sums[at + COUNT];
        long about = Math.floorDiv(2 * sums[at + FIRST] + count, 2 * count);
        double off = (double) (sums[at + FIRST] - count * about) / count;
        double raw2 = (double) about(at, about) / count;
        double raw3 = (double) cubesAbout(at, about) / count;
        double raw4 = (double) fourthPowersAbout(at, about) / count;
        mean = MIDDLE + about + off;
        second = raw2 - off * off;
        third = raw3 - 3 * off * raw2 + 2 * off * off * off;
        fourth = raw4 - 4 * off * raw3 + 6 * off * off * raw2 - 3 * off * off * off * off;
        slope = Double.NaN;
        explained = Double.NaN;
        if (place >= 0) {
            regress(at, place * COURSE_STRIDE, now, about);
        }
    }

    private long about(int at, long m) {
        return sums[at + SECOND] - 2 * m * sums[at + FIRST] + count * m * m;
    }

    private long cubesAbout(int at, long m) {
        return sums[at + THIRD] - 3 * m * sums[at + SECOND] + 3 * m * m * sums[at + FIRST] - count * m * m * m;
    }

    private long fourthPowersAbout(int at, long m) {
        return sums[at + FOURTH]
                - 4 * m * sums[at + THIRD]
                + 6 * m * m * sums[at + SECOND]
                - 4 * m * m * m * sums[at + FIRST]
                + count * m * m * m * m;
    }

    private void regress(int at, int course, long now, long m) {
        long ages = count * now - courses[course + TIME];
        long agesSquared = count * now * now - 2 * now * courses[course + TIME] + courses[course + TIME_SQUARED];
        long first = sums[at + FIRST] - count * m;
        long ageByLevel = now * sums[at + FIRST] - courses[course + TIME_BY_LEVEL] - m * ages;
        double spread = count * agesSquared - ages * ages;
        double joint = ages * first - count * ageByLevel;
        slope = count < 2 ? Double.NaN : joint / spread;
        explained = count < 2 ? Double.NaN : slope * joint / ((double) count * count);
    }

    /** Mean level. */
    double mean() {
        return mean;
    }

    /** Mean square off the mean, squared levels. */
    double variance() {
        return second;
    }

    /** Mean cube off the mean over the cubed standard deviation; {@code NaN} for a constant. */
    double skewness() {
        return second > 0 ? third / (second * Math.sqrt(second)) : Double.NaN;
    }

    /** Mean fourth power off the mean over the squared variance: 3 for a normal distribution; {@code NaN} for a constant. */
    double kurtosis() {
        return second > 0 ? fourth / (second * second) : Double.NaN;
    }

    /** Slope of the regression line, levels a frame; {@code NaN} for a single value. */
    double slope() {
        return slope;
    }

    /** Mean square off the regression line, squared levels; {@code NaN} for a single value. */
    double varianceOffLine() {
        return Double.isNaN(explained) ? Double.NaN : Math.max(0, second - explained);
    }

    void reset() {
        Arrays.fill(sums, 0);
        Arrays.fill(courses, 0);
    }
}
