package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ReportJsonTest {

    @Test
    void shouldWriteTheLineThatOthersReadByteForByte() {
        assertThat(ReportJson.line(Reports.escalating()))
                .isEqualTo("{\"call\":\"a.wav\",\"seconds\":7.5,\"speechSeconds\":7.2,"
                        + "\"firstClass\":{\"atMs\":3000,\"emotion\":\"anger\",\"confidence\":0.81},"
                        + "\"trip\":{\"atMs\":6000,\"score\":88.0},"
                        + "\"decision\":{\"atMs\":6000,\"route\":\"soothing\",\"reason\":\"fuse\"},"
                        + "\"maxScore\":91.3,\"finalScore\":83.1,"
                        + "\"speechRate\":{\"baselineSyllablesPerSecond\":4.1,\"maxSyllablesPerSecond\":5.4},"
                        + "\"timeline\":["
                        + tick(1000, "0.0", "unknown", "0.00", "182.0", "0.0", "-27.1") + ","
                        + tick(2000, "12.0", "unknown", "0.00", "183.0", "0.9", "-26.1") + ","
                        + tick(3000, "76.0", "anger", "0.81", "184.0", "1.8", "-25.1") + ","
                        + tick(4000, "80.0", "anger", "0.81", "185.0", "2.7", "-24.1") + ","
                        + tick(5000, "91.3", "anger", "0.81", "186.0", "3.6", "-23.1") + ","
                        + tick(6000, "88.0", "anger", "0.81", "187.0", "4.5", "-22.1") + ","
                        + tick(7000, "83.1", "anger", "0.81", "188.0", "5.4", "-21.1") + "],"
                        + "\"words\":[],\"understood\":null,"
                        + "\"engine\":{\"version\":\"0.1.0\",\"model\":\"prosody-1\",\"config\":\"sha256:abc\"}}");
    }

    @Test
    void shouldWriteNullWhereThereWasNone() {
        assertThat(ReportJson.line(Reports.empty()))
                .startsWith("{\"call\":\"empty.wav\",\"seconds\":0.0,\"speechSeconds\":0.0,"
                        + "\"firstClass\":null,\"trip\":null,\"decision\":null,\"maxScore\":0.0,\"finalScore\":0.0,")
                .contains("\"timeline\":[],\"words\":[],\"understood\":null");
    }

    @Test
    void shouldWriteTheSameInWhateverLocale() {
        Locale before = Locale.getDefault();
        String english = ReportJson.line(Reports.escalating());
        try {
            for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(ReportJson.line(Reports.escalating())).as(tag).isEqualTo(english);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldKeepAnyFileNameOnOneLine() {
        CallReport named = new CallReport(
                "a\n\"b\"\t\u00e9.wav", new Heard(1, 0, 0), new Outcome(), new ScoreTrack(), Reports.ENGINE);
        assertThat(ReportJson.line(named))
                .startsWith("{\"call\":\"a\\n\\\"b\\\"\\t\u00e9.wav\",")
                .doesNotContain("\n");
    }

    @Test
    void shouldWriteNullForDigitalSilence() {
        assertThat(new JsonLine()
                        .decimal("levelDbfs", Double.NEGATIVE_INFINITY, 1)
                        .finish())
                .isEqualTo("{\"levelDbfs\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 1, 0.0", "-0.0, 1, 0.0", "-0.04, 1, 0.0", "-0.05, 1, -0.1", "0.05, 1, 0.1", "99.96, 1, 100.0",
        "100, 1, 100.0", "0.005, 2, 0.01", "0.995, 2, 1.00", "0.07, 2, 0.07", "1.5, 0, 2", "0.00005, 4, 0.0001",
        "12345.6789, 4, 12345.6789", "-27.149, 1, -27.1"
    })
    void shouldRoundHalvesAwayFromZero(double value, int decimals, String text) {
        assertThat(JsonLine.format(value, decimals)).isEqualTo(text);
    }

    private static String tick(
            long atMs, String score, String emotion, String confidence, String f0, String rate, String level) {
        return "{\"atMs\":" + atMs + ",\"score\":" + score + ",\"emotion\":\"" + emotion + "\",\"confidence\":"
                + confidence + ",\"f0Hz\":" + f0 + ",\"syllablesPerSecond\":" + rate + ",\"levelDbfs\":" + level + "}";
    }
}
