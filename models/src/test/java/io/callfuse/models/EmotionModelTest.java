package io.callfuse.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class EmotionModelTest {
    private static final EmotionModel NETWORK = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 5, 8, 1)
            .with(new LogitCalibration(0.75f, List.of(0f, -0.5f, 0.1f)));

    @TempDir
    Path directory;

    @Test
    void shouldComeBackFromItsFileBitByBit() throws IOException {
        EmotionModel read = written(NETWORK.toBytes());
        assertThat(read.toBytes()).isEqualTo(NETWORK.toBytes());
        assertThat(read.layers().hidden()).isDeepEqualTo(NETWORK.layers().hidden());
        assertThat(read.inputs()).isEqualTo(NETWORK.inputs());
        assertThat(read.classes()).isEqualTo(NETWORK.classes());
        assertThat(read.calibration()).isEqualTo(NETWORK.calibration());
        assertThat(read.history()).isEqualTo(HistoryInput.RAW_AND_DEVIATION);
    }

    @Test
    void shouldFitIntoFiveMegabytesWithRoomToSpareWhenFullSize() {
        byte[] bytes = NetworkFixture.random(HistoryInput.SCALED_DEVIATION, 724, 128, 2)
                .toBytes();
        assertThat(bytes.length).isLessThan(1_200_000);
    }

    @Test
    void shouldReadAFileThatWasOnlyLaidOutAnew() throws IOException {
        String packed = text().replace("\n", "").replace(": ", ":");
        assertThat(written(packed.getBytes(StandardCharsets.UTF_8)).version()).isEqualTo("test");
    }

    @Test
    void shouldRefuseAFileInWhichAnythingWasChanged() throws IOException {
        String changed = "the checksum does not fit";
        refuses(text().replace("\"test\"", "\"tost\""), changed);
        refuses(text().replace("\"f3\"", "\"f33\""), changed);
        int weight = text().indexOf("\"hidden\"") + 40;
        char other = text().charAt(weight) == 'A' ? 'Q' : 'A';
        refuses(text().substring(0, weight) + other + text().substring(weight + 1), "");
        refuses(text().replace("raw-and-deviation", "scaled-deviation"), changed);
    }

    @Test
    void shouldNameTheFileAndTheFaultWhenItIsNoNetwork() throws IOException {
        refuses("nonsense", "not a model file");
        refuses(text().substring(0, text().length() / 2), "not a model file");
        refuses("{}", "'format' is missing or no text");
        refuses("{\"format\": \"callfuse-emotion-network-1\"}", "not 'callfuse-emotion-model-2'");
        refuses(text().replace("\"version\"", "\"verzion\""), "unknown key 'verzion'");
        refuses(text().replace("\"hiddenUnits\": 8", "\"hiddenUnits\": -8"), "'hiddenUnits' is missing");
        refuses(text().replace("\"hiddenUnits\": 8", "\"hiddenUnits\": 9"), "'hidden' has 608 bytes, not 684");
        refuses(text().replace("raw-and-deviation", "none"), "the history is 'none'");
        refuses(text().replace("\"coldMean\": \"", "\"coldMean\": \"!"), "'coldMean'");
        refuses(text().replace("\"name\": \"f1\"", "\"name\": \"f0\""), "input 'f0' stands there twice");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() throws IOException {
        Path file = directory.resolve("large.json");
        Files.write(file, new byte[5_000_001]);
        assertThatThrownBy(() -> EmotionModel.load(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": has 5000001 bytes, more than 5000000");
    }

    @Test
    void shouldNotWriteWhatItWouldNotRead() {
        EmotionModel large = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 2000, 256, 3);
        assertThatThrownBy(large::toBytes).hasMessageContaining("more than 5000000");
    }

    @Test
    void shouldRefusePartsThatDoNotFitTogether() {
        List<Input> two = NETWORK.inputs().subList(0, 2);
        assertThatThrownBy(() -> with(two, NETWORK.classes())).hasMessage("the layers have 5 features for 2 inputs");
        assertThatThrownBy(() -> with(NETWORK.inputs(), NETWORK.classes().subList(0, 2)))
                .hasMessage("the layers have 4 outputs for 2 classes and anger");
        OutputClass calm = new OutputClass("calm", "neutral", 0);
        assertThatThrownBy(() -> with(NETWORK.inputs(), List.of(calm, calm, calm)))
                .hasMessage("not exactly one class is reported as 'anger'");
        assertThatThrownBy(() -> NETWORK.with(LogitCalibration.none(2)))
                .hasMessage("the calibration has 2 biases for 3 classes");
        assertThatThrownBy(() -> new Input("a", "history", 0, 1)).hasMessage("the group of input 'a' is 'history'");
        assertThatThrownBy(() -> new Input("a", "g", 0, 0)).hasMessage("the scale of input 'a' is not over 0");
        assertThatThrownBy(() -> new LogitCalibration(0, List.of(0f)))
                .hasMessage("the scale of the calibration is not over 0");
    }

    @Test
    void shouldRefuseLayersOfOtherShapesOrWithoutNumbers() {
        NetworkLayers good = NETWORK.layers();
        assertThatThrownBy(() -> layers(new float[18][8], good.hiddenBias()))
                .hasMessage("a network of 18 rows, 8 hidden units and 4 outputs cannot be");
        assertThatThrownBy(() -> layers(good.hidden(), new float[7]))
                .hasMessage("a row of the hidden layer has 8 numbers, not 7");
        float[][] spoilt = good.hidden();
        spoilt[3][2] = Float.NaN;
        assertThatThrownBy(() -> layers(spoilt, good.hiddenBias()))
                .hasMessage("a number of the hidden layer is not finite");
    }

    @Test
    void shouldReachTheScoreOfTheAnchorAtTheAnchor() throws IOException {
        ScoreMap map = new ScoreMap(1.23456789, 0.5, 2);
        assertThat(map.anchorLogOdds()).isEqualTo(1.234568);
        assertThat(map.score(map.anchorLogOdds())).isCloseTo(75, within(1e-9));
        assertThat(map.score(-1000)).isCloseTo(0, within(1e-9));
        assertThat(map.score(1000)).isEqualTo(100);
        assertThat(written(NETWORK.with(map).toBytes()).scoreMap()).isEqualTo(map);
        assertThatThrownBy(() -> new ScoreMap(0, 0, 2)).hasMessage("the steepness is not over 0");
        assertThatThrownBy(() -> new ScoreMap(0, 1, 0)).hasMessage("'smoothingSpeechSeconds' is not over 0");
        assertThatThrownBy(() -> new OutputClass("a", "anger", 2)).hasMessage("'upset' of class 'a' is not in 0..1");
    }

    @Test
    void shouldNotChangeWhenItsArraysDo() {
        byte[] before = NETWORK.toBytes();
        NETWORK.layers().hidden()[0][0] = 77;
        NETWORK.layers().hiddenBias()[0] = 77;
        assertThat(NETWORK.toBytes()).isEqualTo(before);
    }

    private static EmotionModel with(List<Input> inputs, List<OutputClass> classes) {
        return new EmotionModel(
                "v",
                inputs,
                classes,
                HistoryInput.RAW_AND_DEVIATION,
                NETWORK.layers(),
                LogitCalibration.none(3),
                NETWORK.scoreMap());
    }

    private static NetworkLayers layers(float[][] hidden, float[] bias) {
        NetworkLayers good = NETWORK.layers();
        return new NetworkLayers(hidden, bias, good.output(), good.outputBias(), good.shift(), good.coldMean());
    }

    private static String text() {
        return new String(NETWORK.toBytes(), StandardCharsets.UTF_8);
    }

    private EmotionModel written(byte[] bytes) throws IOException {
        Path file = directory.resolve("network.json");
        Files.write(file, bytes);
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
