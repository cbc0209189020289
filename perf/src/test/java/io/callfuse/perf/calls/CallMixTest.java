package io.callfuse.perf.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.perf.ear.Law;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallMixTest {
    private final CallMix mix = CallMix.CURRENT;

    @Test
    void shouldBeTheMixThatModelsAreJudgedBy() {
        assertThat(mix.version()).isEqualTo("mix-1");
        assertThat(mix.callMs()).isEqualTo(new CallMix.Range(75_000, 90_000));
        assertThat(mix.gapShare().low()).isGreaterThanOrEqualTo(0.4);
        assertThat(mix.snrDb()).isEqualTo(new CallMix.Range(10, 35));
        assertThat(mix.gainDb()).isEqualTo(new CallMix.Range(-12, 12));
        assertThat(mix.loudGainDb()).isEqualTo(new CallMix.Range(0, 12));
        assertThat(mix.lossShare()).isEqualTo(0.02);
        assertThatThrownBy(() -> new CallMix.Range(2, 1)).hasMessageContaining("2.0 is over 1.0");
    }

    @Test
    void shouldDrawLinesOverTheWholeRange() {
        Random random = new Random(4);
        Map<Law, Integer> laws = new EnumMap<>(Law.class);
        Map<CallLine.Noise, Integer> noises = new EnumMap<>(CallLine.Noise.class);
        double snr = 0;
        double gain = 0;
        double loud = 0;
        int lines = 2000;
        for (int i = 0; i < lines; i++) {
            CallLine line = CallLine.draw(mix, CallKind.ANGRY, random);
            laws.merge(line.law(), 1, Integer::sum);
            noises.merge(line.noise(), 1, Integer::sum);
            assertThat(line.snrDb()).isBetween(10.0, 35.0);
            assertThat(line.gainDb()).isBetween(-12.0, 12.0);
            snr += line.snrDb() / lines;
            gain += line.gainDb() / lines;
            loud += CallLine.draw(mix, CallKind.HAPPY_LOUD, random).gainDb() / lines;
        }
        assertThat(snr).isCloseTo(22.5, within(0.5));
        assertThat(gain).isCloseTo(0, within(0.5));
        assertThat(loud).isCloseTo(6, within(0.3));
        assertThat(laws).containsOnlyKeys(Law.MU_LAW, Law.A_LAW);
        assertThat(laws.get(Law.A_LAW)).isBetween(900, 1100);
        assertThat(noises).hasSize(3).allSatisfy((noise, count) -> assertThat(count)
                .isBetween(570, 770));
    }

    @Test
    void shouldAddNoiseAsFarBelowTheSpeechAsItSays() {
        short[] halfSilent = new short[160_000];
        for (int i = 0; i < 80_000; i++) {
            halfSilent[i] = (short) (4000 * StrictMath.sin(0.55 * i));
        }
        for (CallLine.Noise noise : CallLine.Noise.values()) {
            CallLine line = new CallLine(Law.MU_LAW, 6, 20, noise, 100, 3500, 0, 1.5, -26, 9);
            short[] sent = line.send(halfSilent);
            assertThat(dbfs(sent, 8000, 72_000)).isCloseTo(-20, within(0.3));
            assertThat(dbfs(sent, 88_000, 152_000)).isCloseTo(-40, within(0.7));
        }
    }

    private static double dbfs(short[] samples, int from, int to) {
        double power = 0;
        for (int i = from; i < to; i++) {
            power += samples[i] / 32768.0 * (samples[i] / 32768.0) / (to - from);
        }
        return 10 * StrictMath.log10(power);
    }
}
