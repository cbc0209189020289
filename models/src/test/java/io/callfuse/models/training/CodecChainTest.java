package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.G711;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class CodecChainTest {
    private static final short[] VOICE = LineSignals.voice(40_000);

    @ParameterizedTest
    @EnumSource(CodecChain.class)
    void shouldEndInSamplesOfItsLastLaw(CodecChain chain) {
        for (short sample : coded(VOICE, chain)) {
            short again = chain.name().endsWith("A_LAW")
                    ? G711.decodeALaw(G711.encodeALaw(sample))
                    : G711.decodeMuLaw(G711.encodeMuLaw(sample));
            assertThat(again).isEqualTo(sample);
        }
    }

    @Test
    void shouldLoseMoreWithEachCodec() {
        for (CodecChain one : new CodecChain[] {CodecChain.MU_LAW, CodecChain.A_LAW}) {
            assertThat(snrDb(one)).isBetween(35.0, 42.0);
        }
        for (CodecChain two : new CodecChain[] {CodecChain.MU_LAW_TO_A_LAW, CodecChain.A_LAW_TO_MU_LAW}) {
            assertThat(snrDb(two)).isBetween(31.0, snrDb(CodecChain.A_LAW) - 1);
        }
        for (CodecChain many : new CodecChain[] {CodecChain.G726_TO_MU_LAW, CodecChain.G726_TO_A_LAW}) {
            assertThat(snrDb(many)).isBetween(17.0, 19.0);
        }
    }

    private static double snrDb(CodecChain chain) {
        return LineSignals.snrDb(VOICE, coded(VOICE, chain), 0);
    }

    private static short[] coded(short[] samples, CodecChain chain) {
        short[] coded = samples.clone();
        chain.code(coded);
        return coded;
    }
}
