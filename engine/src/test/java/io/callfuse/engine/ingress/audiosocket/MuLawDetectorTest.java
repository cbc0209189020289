package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.Pcm16;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MuLawDetectorTest {
    private static final short[] BABBLE = Messages.babble(1, 80_000, 8000);

    private final MuLawDetector detector = new MuLawDetector();

    @Test
    void shouldHearMuLawInEveryFrameOfAMuLawStream() {
        byte[] codes = Messages.muLaw(BABBLE);
        for (int at = 0; at < codes.length; at += 160) {
            assertThat(detector.isMuLaw(Arrays.copyOfRange(codes, at, at + 160), 160))
                    .isTrue();
        }
    }

    @Test
    void shouldHearLinearInEveryFrameOfTenMilliseconds() {
        for (int at = 0; at < BABBLE.length; at += 80) {
            assertThat(detector.isMuLaw(linear(at, 80), 160)).isFalse();
        }
    }

    @Test
    void shouldTakeOtherLengthsForLinear() {
        assertThat(detector.isMuLaw(linear(0, 160), 320)).isFalse();
        assertThat(detector.isMuLaw(linear(160, 50), 100)).isFalse();
    }

    @Test
    void shouldStayLinearWhenAShortMessageFollowsOnesOfFullLength() {
        detector.isMuLaw(linear(0, 160), 320);
        assertThat(detector.isMuLaw(Messages.muLaw(Arrays.copyOf(BABBLE, 160)), 160))
                .isFalse();
    }

    @Test
    void shouldTakeSilenceForMuLawWithoutSettling() {
        byte[] silence = new byte[160];
        Arrays.fill(silence, (byte) 0xff);
        assertThat(detector.isMuLaw(silence, 160)).isTrue();
        assertThat(detector.isMuLaw(linear(800, 80), 160)).isFalse();
    }

    @Test
    void shouldTellLoudSpeechFromTheFirstFrameOn() {
        short[] loud = new short[8000];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) Math.round(28_000 * Math.sin(2 * Math.PI * 300 * i / 8000));
        }
        byte[] codes = Messages.muLaw(loud);
        byte[] bytes = new byte[2 * loud.length];
        Pcm16.encodeLittleEndian(loud, 0, loud.length, bytes, 0);
        MuLawDetector other = new MuLawDetector();
        for (int at = 0; at < codes.length; at += 160) {
            assertThat(detector.isMuLaw(Arrays.copyOfRange(codes, at, at + 160), 160))
                    .isTrue();
            assertThat(other.isMuLaw(Arrays.copyOfRange(bytes, at, at + 160), 160))
                    .isFalse();
        }
    }

    @Test
    void shouldHearLinearSilence() {
        assertThat(detector.isMuLaw(new byte[160], 160)).isFalse();
    }

    @Test
    void shouldStaySettledWhateverFollows() {
        byte[] codes = Messages.muLaw(Arrays.copyOf(BABBLE, 1600));
        for (int at = 0; at < codes.length; at += 160) {
            assertThat(detector.isMuLaw(Arrays.copyOfRange(codes, at, at + 160), 160))
                    .isTrue();
        }
        assertThat(detector.isMuLaw(linear(800, 80), 160)).isTrue();
        assertThat(detector.isMuLaw(linear(800, 160), 320)).isFalse();
        assertThat(detector.isMuLaw(linear(800, 80), 160)).isTrue();
    }

    private static byte[] linear(int from, int samples) {
        byte[] bytes = new byte[2 * samples];
        Pcm16.encodeLittleEndian(BABBLE, from, samples, bytes, 0);
        return bytes;
    }
}
