package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The legs of a thread share what remembers nothing; none may hear anything of the others. */
@Timeout(30)
class LegsOfOneThreadTest {
    private static final short[] LOW = Voices.voice(110, 3, 0.3, 1.6, 12);
    private static final short[] HIGH = Voices.voice(230, 5, 0.2, 0.8, 12);
    private static final int BLOCK = 4 * 160;

    @Test
    void shouldHearTheSameWhenLegsTakeTurns() {
        Leg[] legs = {new Leg(), new Leg(), new Leg()};
        for (int at = 0; at + BLOCK <= LOW.length; at += BLOCK) {
            feed(legs[0], LOW, at);
            feed(legs[1], HIGH, at);
            legs[2].gap(0.08);
            if (at / BLOCK % 25 == 24) {
                legs[1].read();
                legs[0].read();
            }
        }
        assertThat(values(legs[0])).containsExactly(alone(LOW));
        assertThat(values(legs[1])).containsExactly(alone(HIGH));
        assertThat(legs[2].read().speechMs()).isZero();
    }

    @Test
    void shouldHearTheSameWhenALegGoesOverToAnotherThread() throws InterruptedException {
        Leg leg = new Leg();
        int half = LOW.length / 2 / BLOCK * BLOCK;
        feed(leg, LOW, 0, half);
        leg.read();
        Thread other = new Thread(() -> {
            new Leg().hear(HIGH).read();
            feed(leg, LOW, half, LOW.length);
        });
        other.start();
        other.join();
        new Leg().hear(HIGH).read();
        assertThat(values(leg)).containsExactly(alone(LOW));
    }

    private static void feed(Leg leg, short[] voice, int from, int to) {
        for (int at = from; at + BLOCK <= to; at += BLOCK) {
            feed(leg, voice, at);
        }
    }

    /** With a packet lost now and then, which is concealed. */
    private static void feed(Leg leg, short[] voice, int at) {
        leg.hear(Arrays.copyOfRange(voice, at, at + BLOCK));
        if (at / BLOCK % 10 == 7) {
            leg.gap(0.02);
        }
    }

    private static double[] alone(short[] voice) {
        Leg leg = new Leg();
        feed(leg, voice, 0, voice.length);
        return values(leg);
    }

    private static double[] values(Leg leg) {
        FeatureVector features = leg.read();
        double[] values = new double[FeatureVector.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.value(i);
        }
        return values;
    }
}
