package io.callfuse.dsp.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, nothing is thrown, what is said is a number, and two seconds of voice later all is as if it had not come. */
@Timeout(60)
class RobustnessTest {
    private static final int SECOND = 50;
    private static final float[] VOICE = Signals.syllables(140, 4, 0.5, 4 * SECOND * Hearing.BLOCK);

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        List<Unit> units = new ArrayList<>(Units.all());
        units.addAll(EarUnits.all());
        for (Unit unit : units) {
            for (BadAudio bad : BadAudio.values()) {
                cases.add(Arguments.of(unit, bad));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void shouldSayNumbersAndRecoverAfterBadAudio(Unit unit, BadAudio bad) {
        Hearing used = unit.fresh().get();
        hearVoice(used, 0, SECOND);
        for (int block = 0; block < SECOND; block++) {
            used.hear(bad.block(block), new Hearing.Said());
        }
        double[][] recovered = hearVoice(used, 0, 3 * SECOND);
        if (unit.lifelong()) {
            return;
        }
        double[][] fresh = hearVoice(unit.fresh().get(), 0, 3 * SECOND);
        for (int block = 2 * SECOND; block < 3 * SECOND; block++) {
            assertThat(recovered[block]).as("block %d", block).hasSameSizeAs(fresh[block]);
            for (int i = 0; i < fresh[block].length; i++) {
                double room = unit.tolerance() * Math.max(1, Math.abs(fresh[block][i]));
                assertThat(recovered[block][i])
                        .as("value %d of block %d", i, block)
                        .isCloseTo(fresh[block][i], within(room));
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void shouldSayNumbersWhenTheFirstThingItHearsIsBad(Unit unit, BadAudio bad) {
        Hearing fresh = unit.fresh().get();
        for (int block = 0; block < SECOND; block++) {
            fresh.hear(bad.block(block), new Hearing.Said());
        }
    }

    private static double[][] hearVoice(Hearing hearing, int fromBlock, int blocks) {
        double[][] said = new double[blocks][];
        for (int block = fromBlock; block < fromBlock + blocks; block++) {
            int at = block % (VOICE.length / Hearing.BLOCK) * Hearing.BLOCK;
            Hearing.Said now = new Hearing.Said();
            hearing.hear(Arrays.copyOfRange(VOICE, at, at + Hearing.BLOCK), now);
            said[block - fromBlock] = now.values();
        }
        return said;
    }
}
