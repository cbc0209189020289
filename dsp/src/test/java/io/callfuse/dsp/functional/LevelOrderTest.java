package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order statistics and sums by slices of bits, and by counts in windows that are too long for these, against sorting. */
@Timeout(30)
class LevelOrderTest {
    private static final int DESCRIPTORS = 3;
    private static final int TAKEN = 1;

    private final Random random = new Random(11);
    private final LevelOrder order = new LevelOrder();

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 63, 64, 65, 192, 250, 255, 256, 257, 600, 2048})
    void shouldFindEveryRankAndSumInWindowOfAnyLength(int windowFrames) {
        LevelHistory history = new LevelHistory(DESCRIPTORS, windowFrames);
        assertAllOf(history);
        for (int spread : new int[] {1, 2, 40, DescriptorScale.LEVELS}) {
            for (int frames : new int[] {1, windowFrames / 2, windowFrames + 5}) {
                slide(history, frames, spread);
                assertAllOf(history);
            }
        }
    }

    private void slide(LevelHistory history, int frames, int spread) {
        int lowest = random.nextInt(DescriptorScale.LEVELS - spread + 1);
        short[] row = new short[DESCRIPTORS];
        for (int frame = 0; frame < frames; frame++) {
            for (int d = 0; d < DESCRIPTORS; d++) {
                boolean none = random.nextInt(6) == 0;
                row[d] = (short) (none ? DescriptorScale.NONE : lowest + random.nextInt(spread));
            }
            history.push(row, random.nextInt(9) == 0);
        }
    }

    private void assertAllOf(LevelHistory history) {
        order.take(TAKEN, history);
        assertPercentiles(places(history).filter(level -> level != DescriptorScale.NONE));
        FrameSet chosen = new FrameSet();
        random.ints(20, 0, history.windowFrames()).forEach(chosen::add);
        int[] sum = IntStream.range(0, history.windowFrames())
                .filter(chosen::has)
                .map(place -> history.levels()[history.rowOf(place) + TAKEN])
                .filter(level -> level != DescriptorScale.NONE)
                .toArray();
        assertThat(order.count(chosen)).isEqualTo(sum.length);
        assertThat(order.sum(chosen)).isEqualTo(Arrays.stream(sum).sum());
        order.takeSteps(TAKEN, history);
        assertPercentiles(steps(history));
    }

    private static IntStream places(LevelHistory history) {
        return IntStream.range(0, history.windowFrames()).map(place -> history.levels()[history.rowOf(place) + TAKEN]);
    }

    private static IntStream steps(LevelHistory history) {
        int[] places = places(history).toArray();
        return IntStream.range(0, places.length)
                .filter(place -> !history.breaks(place))
                .filter(place -> places[place] != DescriptorScale.NONE)
                .filter(place -> places[before(place, places)] != DescriptorScale.NONE)
                .map(place -> Math.abs(places[place] - places[before(place, places)]));
    }

    private static int before(int place, int[] places) {
        return (place + places.length - 1) % places.length;
    }

    private void assertPercentiles(IntStream of) {
        int[] sorted = of.sorted().toArray();
        if (sorted.length == 0) {
            assertThat(order.percentile(50)).isNaN();
        }
        for (int rank = 0; rank + 1 < sorted.length; rank++) {
            double between = sorted[rank] + 0.25 * (sorted[rank + 1] - sorted[rank]);
            assertThat(order.percentile(100 * (rank + 0.25) / (sorted.length - 1)))
                    .as("rank %d of %d", rank, sorted.length)
                    .isCloseTo(between, within(1e-6 * (between + 1)));
        }
        if (sorted.length > 0) {
            assertThat(order.percentile(100)).isEqualTo(sorted[sorted.length - 1]);
        }
    }

    @Test
    void shouldForgetNothingButWhatLeft() {
        LevelHistory history = new LevelHistory(1, 4);
        FrameSet all = new FrameSet();
        IntStream.range(0, 4).forEach(all::add);
        for (int level = 0; level < 10; level++) {
            history.push(new short[] {(short) (1000 * (level % 5))}, false);
        }
        order.take(0, history);
        assertThat(order.sum(all)).isEqualTo(1000 + 2000 + 3000 + 4000);
        order.takeSteps(0, history);
        assertThat(order.percentile(100)).isEqualTo(1000);
    }
}
