package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.training.PacketLosses.Concealment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PacketLossesTest {
    private static final int PACKET = PacketLosses.PACKET_SAMPLES;
    private static final boolean[] THIRD_AND_FOURTH = {false, false, true, true, false, false};

    @Test
    void shouldLoseTheShareInBurstsOfTheMeanLength() {
        boolean[] lost = new PacketLosses(0.02, 2.5, Concealment.SILENCE).lost(1_000_000, new SeededDraws(1, 9));
        int count = 0;
        int bursts = 0;
        for (int p = 1; p < lost.length; p++) {
            count += lost[p] ? 1 : 0;
            bursts += lost[p] && !lost[p - 1] ? 1 : 0;
        }
        assertThat(lost[0]).isFalse();
        assertThat(count / 1e6).isCloseTo(0.02, within(0.001));
        assertThat((double) count / bursts).isCloseTo(2.5, within(0.1));
    }

    @Test
    void shouldRepeatThePacketBefore() {
        short[] sent = LineSignals.noise(-20, 6 * PACKET, 1);
        short[] heard = concealed(sent, Concealment.REPETITION);
        assertThat(Arrays.copyOfRange(heard, 2 * PACKET, 3 * PACKET))
                .isEqualTo(Arrays.copyOfRange(sent, PACKET, 2 * PACKET));
        assertThat(Arrays.copyOfRange(heard, 3 * PACKET, 4 * PACKET))
                .isEqualTo(Arrays.copyOfRange(sent, PACKET, 2 * PACKET));
        assertThat(Arrays.copyOfRange(heard, 4 * PACKET, 6 * PACKET))
                .isEqualTo(Arrays.copyOfRange(sent, 4 * PACKET, 6 * PACKET));
    }

    @Test
    void shouldPlayNothing() {
        short[] sent = LineSignals.noise(-20, 6 * PACKET, 1);
        short[] heard = concealed(sent, Concealment.SILENCE);
        assertThat(Arrays.copyOfRange(heard, 2 * PACKET, 4 * PACKET)).containsOnly(0);
        assertThat(Arrays.copyOf(heard, 2 * PACKET)).isEqualTo(Arrays.copyOf(sent, 2 * PACKET));
    }

    @Test
    void shouldGoOnWithTheVoiceByAppendixI() {
        short[] sent = LineSignals.tone(125, -20, 6 * PACKET);
        short[] heard = concealed(sent, Concealment.APPENDIX_I);
        short[] lostPart = Arrays.copyOfRange(heard, 2 * PACKET, 2 * PACKET + 80);
        assertThat(LineSignals.snrDb(Arrays.copyOfRange(sent, 2 * PACKET, 2 * PACKET + 80), lostPart, 0))
                .isGreaterThan(15);
        assertThat(LineSignals.levelDbfs(heard, 3 * PACKET, 4 * PACKET)).isBetween(-28.0, -20.5);
    }

    @Test
    void shouldLeaveAPieceAtTheEndThatFillsNoPacket() {
        short[] sent = LineSignals.noise(-20, 50 * PACKET + 70, 1);
        short[] heard = sent.clone();
        new PacketLosses(0.5, 3, Concealment.SILENCE).lose(heard, new SeededDraws(2, 9));
        assertThat(heard).isNotEqualTo(sent);
        assertThat(Arrays.copyOfRange(heard, 50 * PACKET, sent.length))
                .isEqualTo(Arrays.copyOfRange(sent, 50 * PACKET, sent.length));
    }

    private static short[] concealed(short[] sent, Concealment concealment) {
        short[] heard = sent.clone();
        new PacketLosses(0.02, 1, concealment).conceal(heard, THIRD_AND_FOURTH);
        return heard;
    }
}
