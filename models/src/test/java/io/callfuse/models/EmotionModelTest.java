package io.callfuse.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.models.EmotionModel.EmotionClass;
import io.callfuse.models.EmotionModel.Feature;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class EmotionModelTest {
    @TempDir
    Path directory;

    @Test
    void shouldShipAModelThatIsWhole() {
        EmotionModel model = EmotionModel.embedded();
        assertThat(model.version()).isNotBlank();
        assertThat(model.features()).hasSizeGreaterThan(20);
        assertThat(model.classes())
                .extracting(EmotionClass::emotion)
                .contains("neutral", "anger", "distress", "positive");
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        EmotionModel model = EmotionModel.embedded();
        Path file = directory.resolve("model.json");
        Files.write(file, model.toBytes());
        assertThat(EmotionModel.load(file)).isEqualTo(model);
    }

    @Test
    void shouldKeepSixDecimals() throws IOException {
        EmotionModel read = written(small(0.12345678, 1e-9));
        assertThat(read.classes().get(0).weights()).containsExactly(0.123457);
        assertThat(read.classes().get(0).bias()).isZero();
    }

    @Test
    void shouldNameTheFileAndTheFaultWhenItIsNoModel() throws IOException {
        refuses("nonsense", "not a model file");
        refuses("{}", "'format' is missing or no text");
        refuses("{\"format\": \"other\"}", "the format is 'other', not 'callfuse-emotion-model-1'");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowAndMissWhatIsNotThere() throws IOException {
        String good = new String(small(1, 0).toBytes(), StandardCharsets.UTF_8);
        refuses(good.replace("\"version\"", "\"verzion\""), "unknown key 'verzion'");
        refuses(good.replace("\"scale\": 1,", ""), "'scale' is missing or no number");
        refuses(good.replace("\"scale\": 1,", "\"scale\": 0,"), "the scale of feature 'a' is not over 0");
        refuses(good.replace("[1, -1]", "[1]"), "feature 'a' has 1 weights for 2 classes");
        refuses(good.replace("\"steepness\": 1", "\"steepness\": 0"), "the steepness is not over 0");
        refuses(good.replace("\"upset\": 1", "\"upset\": 2"), "'upset' of class 'angry' is not in 0..1");
    }

    @Test
    void shouldRefuseAFeatureThatStandsThereTwice() {
        Feature feature = new Feature("a", "g", 0, 1);
        EmotionClass calm = new EmotionClass("calm", "neutral", 0, 0, List.of(1.0, 1.0));
        EmotionClass angry = new EmotionClass("angry", "anger", 1, 0, List.of(1.0, 1.0));
        assertThatThrownBy(() ->
                        new EmotionModel("v", List.of(feature, feature), List.of(calm, angry), new ScoreMap(0, 1), 4))
                .hasMessage("feature 'a' stands there twice");
        assertThatThrownBy(() -> new EmotionModel("v", List.of(feature), List.of(calm, angry), new ScoreMap(0, 1), 4))
                .hasMessage("class 'calm' has 2 weights for 1 features");
    }

    /** One feature, two classes: the log-odds are {@code bias + 2 weight x}. */
    static EmotionModel small(double weight, double bias) {
        return new EmotionModel(
                "small",
                List.of(new Feature("a", "g", 0, 1)),
                List.of(
                        new EmotionClass("angry", "anger", 1, bias, List.of(weight)),
                        new EmotionClass("calm", "neutral", 0, 0, List.of(-weight))),
                new ScoreMap(1, 1),
                4);
    }

    private EmotionModel written(EmotionModel model) throws IOException {
        Path file = directory.resolve("written.json");
        Files.write(file, model.toBytes());
        return EmotionModel.load(file);
    }

    private void refuses(String text, String because) throws IOException {
        Path file = directory.resolve("bad.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> EmotionModel.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }
}
