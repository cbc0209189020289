package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.signal.G711;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlainLineTest {
    private final Clip clip = Actors.of("one", 1, 1).get(0);

    @Test
    void shouldDrawBothLawsAndGainsOfAtMostSixDecibels() {
        List<PlainLine> lines = LongStream.range(0, 200)
                .map(Seeds::mixed)
                .mapToObj(PlainLine::of)
                .toList();
        assertThat(lines).extracting(PlainLine::muLaw).contains(true, false);
        assertThat(lines).allMatch(line -> Math.abs(line.levelDbfs() + 26) <= 6);
        assertThat(lines).anyMatch(line -> line.levelDbfs() > -21).anyMatch(line -> line.levelDbfs() < -31);
        assertThat(PlainLine.of(5)).isEqualTo(PlainLine.of(5));
    }

    @Test
    void shouldSendNothingButWhatTheLawCanSayAtTheLevelOfTheLine() {
        short[] muLaw = new PlainLine(true, -30).send(clip);
        short[] aLaw = new PlainLine(false, -30).send(clip);
        assertThat(muLaw).hasSameSizeAs(clip.samples()).isNotEqualTo(aLaw);
        assertThat(SpeechLevel.dbfs(muLaw)).isCloseTo(-30, within(0.3));
        assertThat(SpeechLevel.dbfs(aLaw)).isCloseTo(-30, within(0.3));
        for (int i = 0; i < muLaw.length; i++) {
            assertThat(G711.decodeMuLaw(G711.encodeMuLaw(muLaw[i]))).isEqualTo(muLaw[i]);
            assertThat(G711.decodeALaw(G711.encodeALaw(aLaw[i]))).isEqualTo(aLaw[i]);
        }
    }

    @Test
    void shouldPadWithSilenceOnEitherSide() {
        short[] padded = PlainLine.padded(new short[] {1, 2, 3});
        assertThat(padded).hasSize(6403).startsWith(new short[3200]).endsWith(new short[3200]);
        assertThat(padded[3201]).isEqualTo((short) 2);
    }
}
