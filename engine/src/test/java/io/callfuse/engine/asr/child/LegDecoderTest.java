package io.callfuse.engine.asr.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.UnsettledWords;
import io.callfuse.engine.call.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LegDecoderTest {
    private final List<Revision> told = new ArrayList<>();
    private final LegDecoder decoder = new LegDecoder(new StubRecogniser(), MediaTime.SAMPLE_RATE_HZ, told::add);

    @Test
    void shouldTellWordsAtTheLegsOwnTimesThoughPausesAreNotHeard() {
        say(100, 10, 1000);
        decoder.pause();
        say(500, 10, 2000);
        decoder.pause();
        assertThat(settled())
                .containsExactly(new TimedWord(2000, 2200, "w1000", 0.9), new TimedWord(10_000, 10_200, "w2000", 0.9));
    }

    @Test
    void shouldBeginANewPieceWhereFramesAreMissing() {
        say(0, 6, 1000);
        say(50, 6, 1000);
        decoder.pause();
        assertThat(settled())
                .extracting(TimedWord::atMs)
                .as("one word before the hole and one after it")
                .containsExactly(0L, 1000L);
    }

    @Test
    void shouldTellPartialWordsWhileTheyAreSpokenAndOnlyWhatChanges() {
        say(0, 9, 1000);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).settled()).isFalse();
        say(9, 9, 2000);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).words()).extracting(TimedWord::word).containsExactly("w2000");
        assertThat(told.get(1).fromMs()).isGreaterThan(0).isLessThanOrEqualTo(180);
        decoder.pause();
        assertThat(settled()).extracting(TimedWord::word).containsExactly("w1000", "w2000");
    }

    @Test
    void shouldGoOnAfterAnEndpointWithinAPiece() {
        say(0, 6, 1000);
        say(6, 1, StubRecogniser.ENDPOINT);
        say(7, 6, 2000);
        decoder.pause();
        assertThat(settled())
                .containsExactly(new TimedWord(0, 120, "w1000", 0.9), new TimedWord(140, 260, "w2000", 0.9));
    }

    @Test
    void shouldTellTheSameWordsWithoutPartialOnesInAHurry() {
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        Arrays.fill(samples, (short) 1000);
        for (int i = 0; i < 30; i++) {
            decoder.hear(i, samples, true);
        }
        assertThat(told).isEmpty();
        decoder.pause();
        assertThat(settled()).containsExactly(new TimedWord(0, 600, "w1000", 0.9));
    }

    @Test
    void shouldSayNothingOfSilenceAndNothingTwice() {
        say(0, 50, 0);
        decoder.pause();
        decoder.pause();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldFeedAModelOfSixteenKilohertzWithItsOwnRate() {
        List<Integer> lengths = new ArrayList<>();
        Recogniser counting = new StubRecogniserOf16Khz(lengths);
        LegDecoder wide = new LegDecoder(counting, 16_000, told::add);
        wide.hear(0, new short[MediaTime.FRAME_SAMPLES], false);
        assertThat(lengths).containsExactly(320);
    }

    private void say(long fromIndex, int frames, int value) {
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        Arrays.fill(samples, (short) value);
        for (int i = 0; i < frames; i++) {
            decoder.hear(fromIndex + i, samples, false);
        }
    }

    private List<TimedWord> settled() {
        UnsettledWords unsettled = new UnsettledWords();
        List<TimedWord> words = new ArrayList<>();
        told.forEach(revision -> words.addAll(unsettled.apply(revision)));
        assertThat(unsettled.words()).isEmpty();
        return words;
    }

    private record StubRecogniserOf16Khz(List<Integer> lengths) implements Recogniser {
        @Override
        public boolean accept(short[] samples, int length) {
            lengths.add(length);
            return false;
        }

        @Override
        public List<Heard> partial() {
            return List.of();
        }

        @Override
        public List<Heard> result() {
            return List.of();
        }

        @Override
        public List<Heard> finish() {
            return List.of();
        }

        @Override
        public void close() {
            lengths.clear();
        }
    }
}
