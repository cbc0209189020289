package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FunctionalNamesTest {
    @Test
    void shouldNameFeaturesAsEgemapsDoes() {
        assertThat(Functional.AMEAN.featureName("F0semitone")).isEqualTo("F0semitone_amean");
        assertThat(Functional.PERCENTILE_20.featureName("loudness")).isEqualTo("loudness_percentile20.0");
        assertThat(Functional.PCTLRANGE_0_2.featureName("loudness")).isEqualTo("loudness_pctlrange0-2");
        assertThat(Functional.STDDEV_FALLING_SLOPE.featureName("loudness")).isEqualTo("loudness_stddevFallingSlope");
        assertThat(Functional.PEAKS_PER_SEC.featureName("loudness")).isEqualTo("loudnessPeaksPerSec");
    }

    @Test
    void shouldNotGiveTwoFunctionalsOneName() {
        assertThat(Arrays.stream(Functional.values()).map(Functional::label)).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayTheUnit() {
        assertThat(Functional.PERCENTILE_80.unit("dB")).isEqualTo("dB");
        assertThat(Functional.MEAN_RISING_SLOPE.unit("st")).isEqualTo("st/s");
        assertThat(Functional.LINREG_C1.unit("")).isEqualTo("1/s");
        assertThat(Functional.PEAKS_PER_SEC.unit("dB")).isEqualTo("1/s");
        assertThat(Functional.SKEWNESS.unit("dB")).isEmpty();
    }
}
