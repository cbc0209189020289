package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacketLossTest {
    @Test
    void shouldLoseTheWantedShareInBursts() {
        boolean[] lost = PacketLoss.lost(200_000, 0.05, 2, 3);
        int count = 0;
        int bursts = 0;
        for (int p = 1; p < lost.length; p++) {
            count += lost[p] ? 1 : 0;
            bursts += lost[p] && !lost[p - 1] ? 1 : 0;
        }
        assertThat((double) count / lost.length).isCloseTo(0.05, within(0.003));
        assertThat((double) count / bursts).isCloseTo(2, within(0.1));
    }

    @Test
    void shouldFindLateOnlyWhatComesAfterTheBuffer() {
        assertThat(PacketLoss.late(1000, 60, 60, 1)).containsOnly(false);
        boolean[] late = PacketLoss.late(100_000, 60, 45, 1);
        int count = 0;
        for (boolean one : late) {
            count += one ? 1 : 0;
        }
        assertThat(count / 100_000.0).isCloseTo(0.25, within(0.005));
    }

    @Test
    void shouldSilenceTheLostPacketsAlone() {
        short[] samples = new short[480];
        Arrays.fill(samples, (short) 5);
        short[] heard = PacketLoss.silenced(samples, new boolean[] {false, true, false});
        assertThat(heard[159]).isEqualTo((short) 5);
        assertThat(Arrays.copyOfRange(heard, 160, 320)).containsOnly((short) 0);
        assertThat(heard[320]).isEqualTo((short) 5);
    }
}
