package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UtteranceComposerTest {
    private final List<DigitClip> clips = MadeUpDigits.clips(2, 5);

    @Test
    void shouldSayEveryClipOnce() {
        int[] said = new int[DigitVocabulary.WORDS.size()];
        for (DigitUtterance utterance : new UtteranceComposer(clips, new Random(1)).compose()) {
            utterance.words().forEach(spoken -> said[spoken.word()]++);
        }
        for (int digit = 0; digit < 10; digit++) {
            assertThat(said[digit]).isEqualTo(4);
        }
    }

    @Test
    void shouldKnowWhereWordsAre() {
        for (DigitUtterance utterance : new UtteranceComposer(clips, new Random(2)).compose()) {
            int before = 0;
            for (DigitUtterance.Spoken spoken : utterance.words()) {
                assertThat(spoken.place().from()).isGreaterThanOrEqualTo(before);
                assertThat(spoken.place().end()).isGreaterThan(spoken.place().from());
                before = spoken.place().end();
            }
            assertThat(utterance.samples().length).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void shouldComposeOthersEachTimeButTheSameForTheSameSeed() {
        UtteranceComposer composer = new UtteranceComposer(clips, new Random(3));
        List<DigitUtterance> first = composer.compose();
        List<DigitUtterance> second = composer.compose();
        List<DigitUtterance> again = new UtteranceComposer(clips, new Random(3)).compose();
        assertThat(first.get(0).samples()).isEqualTo(again.get(0).samples());
        assertThat(first.get(0).words()).isEqualTo(again.get(0).words());
        assertThat(first.get(0).samples()).isNotEqualTo(second.get(0).samples());
    }

    @Test
    void shouldFindTheLoudPartOfAClip() {
        short[] clip = new short[1000];
        for (int i = 320; i < 640; i++) {
            clip[i] = (short) (i % 2 == 0 ? 4000 : -4000);
        }
        assertThat(LoudPart.of(clip, 30)).isEqualTo(new LoudPart(320, 640));
        assertThat(LoudPart.of(new short[50], 30)).isEqualTo(new LoudPart(0, 50));
    }
}
