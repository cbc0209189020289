package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same audio gives the same bits, on every JDK and machine: the sums below were taken once and are compared everywhere. */
@Timeout(30)
class GoldenFeaturesTest {
    private long features;
    private long measurements;

    @Test
    void shouldMeasureTheSameBitsEverywhere() {
        Leg leg = new Leg();
        for (int part = 0; part < 6; part++) {
            leg.hear(Voices.voice(110 + 25 * part, 3 + 0.5 * part, 0.1 + 0.08 * part, 1.6 - 0.2 * part, 3));
            leg.gap(0.4);
            mix(leg.read());
        }
        assertThat(Long.toHexString(features)).isEqualTo("b0c5700b6e7c7ed7");
        assertThat(Long.toHexString(measurements)).isEqualTo("3bf18f365fe569c8");
    }

    private void mix(FeatureVector read) {
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            features = mixed(features, read.value(i));
        }
        measurements = mixed(measurements, read.f0Hz());
        measurements = mixed(measurements, read.levelDbfs());
        measurements = mixed(measurements, read.syllablesPerSecond());
        measurements = mixed(measurements, read.baselineSyllablesPerSecond());
        measurements = mixed(measurements, read.speechMs());
    }

    private static long mixed(long hash, double value) {
        return hash * 0x100000001b3L ^ Double.doubleToLongBits(value);
    }
}
