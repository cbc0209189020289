package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WordRateTest {
    @Test
    void shouldCountWordsAMinuteInEnglishAndCharactersInChinese() {
        Talk english = Talk.of("my name is turner and I would like a table for two");
        assertThat(english.scorer.rate().unitsPerMinute(english.nowMs)).isCloseTo(200, within(1e-9));
        Talk chinese = Talk.of("我想订一张今天晚上的桌子");
        assertThat(chinese.scorer.rate().unitsPerMinute(chinese.nowMs)).isCloseTo(300, within(1e-9));
    }

    @Test
    void shouldLeaveOutLongPausesAndForgetOldWords() {
        WordRate rate = new WordRate();
        for (int w = 0; w < 10; w++) {
            long pauseMs = w < 5 ? 0 : 3000;
            rate.add(pauseMs + w * 500L, pauseMs + w * 500L + 500, 1);
        }
        assertThat(rate.unitsPerMinute(8000)).isCloseTo(120, within(1e-9));
        assertThat(rate.unitsPerMinute(60_000)).isNaN();
    }

    @Test
    void shouldTakeBackWords() {
        WordRate rate = new WordRate();
        for (int w = 0; w < 200; w++) {
            rate.add(w * 100L, w * 100L + 100, 1);
        }
        rate.revise(19_500);
        assertThat(rate.unitsPerMinute(19_500)).isCloseTo(600, within(1e-9));
        rate.revise(0);
        assertThat(rate.unitsPerMinute(20_000)).isNaN();
    }
}
