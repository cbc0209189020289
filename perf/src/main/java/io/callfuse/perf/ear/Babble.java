package io.callfuse.perf.ear;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Several voices at once, equally loud, each repeated for ever from a random place on. */
final class Babble implements DoubleSupplier {
    private final List<short[]> voices;
    private final double[] factor;
    private final int[] at;

    Babble(List<short[]> voices, long seed) {
        if (voices.isEmpty()) {
            throw new IllegalArgumentException("babble of no voices");
        }
        this.voices = voices;
        Random random = new Random(seed);
        factor = new double[voices.size()];
        at = new int[voices.size()];
        for (int v = 0; v < at.length; v++) {
            factor[v] = Levels.factor(-Levels.speechDbfs(voices.get(v)));
            at[v] = random.nextInt(voices.get(v).length);
        }
    }

    @Override
    public double getAsDouble() {
        double sum = 0;
        for (int v = 0; v < at.length; v++) {
            short[] voice = voices.get(v);
            sum += factor[v] * voice[at[v]];
            at[v] = (at[v] + 1) % voice.length;
        }
        return sum;
    }
}
