package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same audio gives the same bits, on every JDK and machine: the sums below were taken once and are compared everywhere. */
@Timeout(30)
class GoldenFeaturesTest {
    @Test
    void shouldMeasureTheSameBitsEverywhere() {
        Leg leg = new Leg();
        long hash = 0;
        for (int part = 0; part < 6; part++) {
            leg.hear(Voices.voice(110 + 25 * part, 3 + 0.5 * part, 0.1 + 0.08 * part, 1.6 - 0.2 * part, 3));
            leg.gap(0.4);
            hash = mixed(hash, leg.read());
        }
        assertThat(Long.toHexString(hash)).isEqualTo("3bffd868d5b6ff7e");
    }

    @Test
    void shouldReadTheSameBitsOfTheWideFeaturesEverywhere() {
        Leg leg = Leg.withWideFeatures();
        long hash = 0;
        for (int part = 0; part < 6; part++) {
            leg.hear(Voices.voice(110 + 25 * part, 3 + 0.5 * part, 0.1 + 0.08 * part, 1.6 - 0.2 * part, 3));
            leg.gap(0.4);
            for (double value : leg.readWide()) {
                hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(value);
            }
        }
        assertThat(Long.toHexString(hash)).isEqualTo("b0c5700b6e7c7ed7");
    }

    private static long mixed(long seed, FeatureVector features) {
        long hash = seed;
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(features.value(i));
        }
        hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(features.f0Hz());
        hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(features.levelDbfs());
        return hash * 0x100000001b3L ^ features.speechMs();
    }
}
