package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DescriptorScaleTest {
    private static final DescriptorScale LEVEL_DB = new DescriptorScale(-100, 0, 2);

    @Test
    void shouldTakeAValueForTheNearestLevel() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            double value = -100 * random.nextDouble();
            assertThat(LEVEL_DB.quantized(value)).isCloseTo(value, within(LEVEL_DB.step() / 2 + 1e-12));
        }
        assertThat(LEVEL_DB.step()).isCloseTo(0.0122, within(0.0001));
    }

    @Test
    void shouldTakeWhatLiesBeyondTheRangeForItsEnd() {
        assertThat(LEVEL_DB.quantized(-100.1)).isEqualTo(-100);
        assertThat(LEVEL_DB.quantized(Double.NEGATIVE_INFINITY)).isEqualTo(-100);
        assertThat(LEVEL_DB.quantized(-Double.MAX_VALUE)).isEqualTo(-100);
        assertThat(LEVEL_DB.quantized(3)).isCloseTo(0, within(1e-9));
        assertThat(LEVEL_DB.quantized(Double.POSITIVE_INFINITY)).isCloseTo(0, within(1e-9));
        assertThat(LEVEL_DB.quantized(Double.MAX_VALUE)).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldLeaveNoValueAsItIs() {
        assertThat(LEVEL_DB.quantized(Double.NaN)).isNaN();
        assertThat(LEVEL_DB.level(Double.NaN)).isEqualTo(DescriptorScale.NONE);
    }

    @Test
    void shouldNeverTakeLessThanOneLevelForASwing() {
        assertThat(LEVEL_DB.minSwingLevels()).isEqualTo(164);
        assertThat(new DescriptorScale(0, 1).minSwingLevels()).isEqualTo(1);
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        assertThatThrownBy(() -> new DescriptorScale(1, 1)).hasMessage("no range from 1.0 to 1.0");
        assertThatThrownBy(() -> new DescriptorScale(Double.NaN, 1)).hasMessageStartingWith("no range");
        assertThatThrownBy(() -> new DescriptorScale(0, Double.POSITIVE_INFINITY))
                .hasMessageStartingWith("no range");
        assertThatThrownBy(() -> new DescriptorScale(-Double.MAX_VALUE, Double.MAX_VALUE))
                .hasMessageStartingWith("no range");
        assertThatThrownBy(() -> new DescriptorScale(0, 1, 2)).hasMessage("no swing of 2.0 from 0.0 to 1.0");
        assertThatThrownBy(() -> new DescriptorScale(0, 1, Double.NaN)).hasMessageStartingWith("no swing");
    }
}
