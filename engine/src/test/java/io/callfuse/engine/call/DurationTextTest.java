package io.callfuse.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500 ms, 500",
        "20 s, 20000",
        "20s, 20000",
        "1.5 s, 1500",
        "5 min, 300000",
        "24 h, 86400000",
        "0 s, 0",
        "0.001 s, 1",
        "2.50 min, 150000"
    })
    void shouldReadATimeWithItsUnit(String text, long ms) {
        assertThat(DurationText.parse(text)).contains(Duration.ofMillis(ms));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20",
                "s",
                "-1 s",
                "1e3 s",
                "1,5 s",
                "20  s",
                "20 S",
                "20 sec",
                " 20 s",
                "20 s ",
                "0.5 ms",
                "\u0664 s",
                "99999999999999999999 h"
            })
    void shouldRefuseWhatIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0 s, 0 ms", "1500 ms, 1500 ms", "60 s, 1 min", "3600 s, 1 h", "90 min, 90 min", "20.0 s, 20 s"})
    void shouldHaveOneTextForEachTime(String text, String canonical) {
        assertThat(DurationText.canonical(DurationText.parse(text).orElseThrow()))
                .isEqualTo(canonical);
    }
}
