package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OpenSmileReadingTest {
    @Test
    void shouldReadNamesAndValues() throws IOException {
        OpenSmileReading reading = OpenSmileReading.parse(
                List.of("name;frameTime;F0_amean;loudness[0]", "'clip-3';0.000000;-1.250000e+02;4"), "a.flac");
        assertThat(reading.names()).containsExactly("F0_amean", "loudness[0]");
        assertThat(reading.values()).containsExactly(-125, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "nan", "-nan", "NaN", "inf", "-inf", "-nan(ind)", "1e60"})
    void shouldTakeWhatIsNoNumberForAMissingValue(String cell) throws IOException {
        OpenSmileReading reading =
                OpenSmileReading.parse(List.of("name;frameTime;a;b", "'c';0;" + cell + ";2"), "a.flac");
        assertThat(reading.values()).containsExactly(Float.NaN, 2);
    }

    @Test
    void shouldNameTheRecordingAndWhatIsWrongWithItsTable() {
        assertRefused("a.flac: not a table of openSMILE, it does not begin with name;frameTime;");
        assertRefused("a.flac: not a table of openSMILE, it does not begin with name;frameTime;", "a;b", "1;2");
        assertRefused("a.flac: 0 lines of values, not 1", "name;frameTime;a");
        assertRefused("a.flac: 2 lines of values, not 1", "name;frameTime;a", "'c';0;1", "'c';1;1");
        assertRefused("a.flac: 3 values, but 4 names", "name;frameTime;a;b", "'c';0;1");
        assertRefused("a.flac: b is 'x', which is no number", "name;frameTime;a;b", "'c';0;1;x");
    }

    private static void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> OpenSmileReading.parse(List.of(lines), "a.flac"))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }
}
