package io.callfuse.engine.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.HeardCall;
import io.callfuse.engine.evaluation.ScriptedCall;
import io.callfuse.engine.scoring.Emotion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EvaluationReportsTest {
    private final Evaluation evaluation = Evaluation.of(calls(), ScriptedCall.POLICY);

    @Test
    void shouldPrintTheFiguresWithTheirBounds() {
        String text = String.join("\n", EvaluationText.lines(evaluation));
        assertThat(text)
                .startsWith("20 calls of 5 speakers, 0.39 h of audio\nmodel model-x, configuration sha256:0")
                .containsPattern("right \\(accuracy\\) +80\\.0 +58\\.4-91\\.9 +[0-9.-]+ +20\n")
                .containsPattern("false trips, nobody is upset +20\\.0 +5\\.7-51\\.0 ")
                .containsPattern("misses, caller is upset +10\\.0 +1\\.8-40\\.4 ")
                .containsPattern("trips before the onset, caller is upset +10\\.0 ")
                .containsPattern("escalating +5 +60\\.0 .* 20\\.0 +60\\.0 +9\\.0 s / 9\\.0 s +90\\.0")
                .containsPattern("75 \\(configured\\) +80\\.0 +20\\.0 +0\\.0 +40\\.0 ")
                .containsPattern("other than unknown by 15 s +100\\.0 +83\\.9-100\\.0 ")
                .contains("these speakers they are too good")
                .contains("Calls to listen to: 4 wrong");
        assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    @Test
    void shouldPrintTheSameFiguresAsJson() {
        JsonNode json = JsonMapper.shared().readTree(EvaluationJson.line(evaluation));
        assertThat(EvaluationJson.line(evaluation)).doesNotContain("\n");
        assertThat(json.propertyNames())
                .containsExactly(
                        "calls",
                        "speakers",
                        "seconds",
                        "engine",
                        "fuse",
                        "trips",
                        "areaUnderCurve",
                        "firstClass",
                        "decisions",
                        "calibration",
                        "whatIf",
                        "perCall");
        JsonNode falseTrips = json.at("/trips/falseTrips");
        assertThat(falseTrips.propertyNames()).containsExactly("count", "of", "share", "bounds", "bySpeakers");
        assertThat(falseTrips.path("share").doubleValue()).isEqualTo(0.2);
        assertThat(falseTrips.at("/bounds/1").doubleValue()).isEqualTo(0.5098);
        assertThat(json.at("/trips/kinds/0/early/share").isNull()).isTrue();
        assertThat(json.at("/trips/delay/medianMs").doubleValue()).isEqualTo(9000);
        assertThat(json.at("/whatIf").size()).isEqualTo(46);
        assertThat(json.at("/perCall/0").propertyNames())
                .containsExactly("file", "label", "speaker", "outcome", "maxScore", "onsetMs", "tripMs", "firstClass");
        assertThat(json.at("/perCall/0/onsetMs").isNull()).isTrue();
        assertThat(json.at("/firstClass/confusion/neutral/neutral").longValue()).isEqualTo(9);
        assertThat(json.at("/decisions/reasons/angry/fuse").longValue()).isEqualTo(4);
    }

    @Test
    void shouldMakeAPageThatNeedsNothingElse() throws Exception {
        String page = EvaluationPage.of(evaluation);
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("prefers-color-scheme: dark", "width=device-width", "Calls to listen to: 4 wrong")
                .doesNotContain("http:", "https:", "<script", "<link", "<img", "url(", "@import", "src=");
        assertThat(page.split("<svg ", -1)).hasSize(1 + 4 + 4);
        // but for what HTML may leave open it is XML: every tag is closed, every text escaped
        String xml = page.replace("<!doctype html>", "").replaceAll("(<meta [^>]*)>", "$1/>");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(page).contains("happy &amp; &lt;loud&gt; 1.wav").doesNotContain("<loud>");
    }

    @Test
    void shouldPrintTheSameWhateverTheLocale() {
        String text = String.join("\n", EvaluationText.lines(evaluation));
        String page = EvaluationPage.of(evaluation);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(String.join("\n", EvaluationText.lines(evaluation))).isEqualTo(text);
            assertThat(EvaluationPage.of(evaluation)).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldPrintADashWhereThereIsNoFigure() {
        Evaluation calm =
                Evaluation.of(List.of(ScriptedCall.of(CallLabel.NORMAL, 30).heard()), ScriptedCall.POLICY);
        String text = String.join("\n", EvaluationText.lines(calm));
        assertThat(text)
                .startsWith("1 call, 0.01 h of audio")
                .containsPattern("misses, caller is upset +- +- +- +0")
                .containsPattern("all others +- +0 against 1")
                .doesNotContain("NaN", "Calls to listen to");
        assertThat(EvaluationPage.of(calm)).doesNotContain("NaN", "Infinity");
        assertThat(EvaluationJson.line(calm)).doesNotContain("NaN", "Infinity");
    }

    private static List<HeardCall> calls() {
        List<HeardCall> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String speaker = "s" + i;
            calls.add(ScriptedCall.of(CallLabel.CALM, 70)
                    .named("calm " + i + ".wav")
                    .by(speaker)
                    .sounding(Emotion.NEUTRAL, 0.8, 3)
                    .heard());
            calls.add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 70)
                    .named("happy & <loud> " + i + ".wav")
                    .by(speaker)
                    .sounding(Emotion.POSITIVE, 0.6, 3)
                    .scoring(i < 2 ? 80 : 50, 20, 40)
                    .heard());
            calls.add(ScriptedCall.of(CallLabel.ESCALATING, 70)
                    .named("escalating " + i + ".wav")
                    .by(speaker)
                    .onset(25)
                    .sounding(i == 0 ? Emotion.ANGER : Emotion.NEUTRAL, 0.6, 3)
                    .scoring(90, i == 0 ? 10 : 30, 60)
                    .scoring(i == 1 ? 10 : 90, 30, 60)
                    .heard());
            calls.add(ScriptedCall.of(CallLabel.ANGRY, 70)
                    .named("angry " + i + ".wav")
                    .by(speaker)
                    .sounding(Emotion.ANGER, 0.9, 3)
                    .scoring(85, i == 4 ? 60 : 5, 70)
                    .heard());
        }
        return calls;
    }
}
