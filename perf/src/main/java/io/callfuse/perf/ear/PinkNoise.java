package io.callfuse.perf.ear;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Noise that falls by 3 dB an octave, nearly: white noise through three poles (Kellet's economy method, 1999). */
final class PinkNoise implements DoubleSupplier {
    private final Random random;
    private double low;
    private double middle;
    private double high;

    PinkNoise(long seed) {
        random = new Random(seed);
    }

    @Override
    public double getAsDouble() {
        double white = random.nextGaussian();
        low = 0.99765 * low + white * 0.0990460;
        middle = 0.96300 * middle + white * 0.2965164;
        high = 0.57000 * high + white * 1.0526913;
        return low + middle + high + white * 0.1848;
    }
}
