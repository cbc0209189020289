package io.callfuse.dsp.functional;

/**
 * The regression of one descriptor's levels on another's over a window, by sums that are computed when asked. Levels are counted
 * from the end of the range, which changes no slope. Without state.
 */
final class JointSums {
    private static final int SIGN = Integer.SIZE - 1;

    private JointSums() {}

    /**
     * Returns the slope, levels of {@code descriptor} for each of {@code other}, over the frames that have both; {@code NaN} when
     * there are less than two.
     *
     * @param ridge what is added to the other's variance, squared levels
     */
    static double slope(LevelWindow window, int descriptor, int other, double ridge) {
        LevelHistory history = window.history();
        short[] levels = history.levels();
        int stride = history.descriptors();
        int frames = history.windowFrames();
        int n = 0;
        int sumX = 0;
        int sumY = 0;
        long squares = 0;
        long products = 0;
        int row = 0;
        for (int place = 0; place < frames; place++) {
            int x = levels[row + other] - DescriptorScale.NONE;
            int y = levels[row + descriptor] - DescriptorScale.NONE;
            int both = (x & y) >> SIGN;
            x &= both;
            n -= both;
            sumX += x;
            sumY += y & both;
            squares += x * x;
            products += x * y;
            row += stride;
        }
        double spread = (double) (n * squares - (long) sumX * sumX) + (double) (n * n) * ridge;
        return n < 2 ? Double.NaN : (double) (n * products - (long) sumX * sumY) / spread;
    }
}
