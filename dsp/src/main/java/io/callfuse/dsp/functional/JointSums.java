package io.callfuse.dsp.functional;

/** The regression of one descriptor's levels on another's over a window, by sums that are computed when asked. Without state. */
final class JointSums {
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
        long n = 0;
        long sumX = 0;
        long sumY = 0;
        long squares = 0;
        long products = 0;
        for (int row = 0; row < levels.length; row += history.descriptors()) {
            long x = levels[row + other];
            long y = levels[row + descriptor];
            if (x != DescriptorScale.NONE && y != DescriptorScale.NONE) {
                n++;
                sumX += x;
                sumY += y;
                squares += x * x;
                products += x * y;
            }
        }
        double spread = (double) (n * squares - sumX * sumX) + (double) (n * n) * ridge;
        return n < 2 ? Double.NaN : (double) (n * products - sumX * sumY) / spread;
    }
}
