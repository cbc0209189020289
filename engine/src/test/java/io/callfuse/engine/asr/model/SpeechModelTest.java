package io.callfuse.engine.asr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.asr.DigitSpeech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SpeechModelTest {
    @TempDir
    Path temporary;

    @Test
    void shouldReadTheSampleRateOfAModel() throws Exception {
        Path folder = ModelFolder.write(temporary.resolve("vosk-model"), ModelFolder.files());
        SpeechModel model = SpeechModel.open(folder);
        assertThat(model.sampleRateHz()).isEqualTo(16_000);
        assertThat(model.name()).isEqualTo("vosk-model");
    }

    @Test
    void shouldTakeKaldisOwnRateWhereTheModelSaysNone() throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.put("conf/mfcc.conf", "--use-energy=false\n");
        assertThat(SpeechModel.open(ModelFolder.write(temporary, files)).sampleRateHz())
                .isEqualTo(16_000);
    }

    @Test
    void shouldKnowTheDigitModelForOneOfEightKilohertz() throws Exception {
        assertThat(SpeechModel.open(DigitSpeech.model()).sampleRateHz()).isEqualTo(8000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/HCLr.fst"})
    void shouldNameTheFileThatIsMissing(String file) throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.remove(file);
        Path folder = ModelFolder.write(temporary, files);
        assertThatThrownBy(() -> SpeechModel.open(folder))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "conf/mfcc.conf, --sample-frequency=0, sample-frequency",
        "conf/mfcc.conf, --sample-frequency=4000, sample-frequency",
        "conf/mfcc.conf, --sample-frequency=nan, sample-frequency",
        "conf/mfcc.conf, --sample-frequency=-16000, sample-frequency",
        "conf/mfcc.conf, --sample-frequency=11025, sample-frequency",
        "conf/mfcc.conf, --high-freq=9000, high-freq",
        "conf/mfcc.conf, --high-freq=-8000, high-freq",
        "conf/model.conf, --frame-subsampling-factor=3, endpoint.silence-phones",
        "conf/model.conf, --endpoint.silence-phones=1, frame-subsampling-factor"
    })
    void shouldRefuseWhatWouldEndHangOrMisleadTheLibrary(String file, String content, String named) throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.put(file, content + "\n");
        Path folder = ModelFolder.write(temporary, files);
        assertThatThrownBy(() -> SpeechModel.open(folder))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining(named);
    }

    @Test
    void shouldRefuseAnEmptyModelWhichWouldEndTheProcess() throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.put("am/final.mdl", "");
        Path folder = ModelFolder.write(temporary, files);
        assertThatThrownBy(() -> SpeechModel.open(folder)).hasMessageContaining("am/final.mdl is missing or empty");
        assertThatThrownBy(() -> SpeechModel.open(temporary.resolve("nowhere"))).hasMessageContaining("no folder");
    }

    @Test
    void shouldLayQuickOptionsOverAModelAndLeaveTheOperatorsFolderAlone() throws Exception {
        Path folder = ModelFolder.write(temporary.resolve("theirs"), ModelFolder.files());
        SpeechModel laid = ModelOverlay.lay(SpeechModel.open(folder), temporary.resolve("ours"), true);
        assertThat(laid).isEqualTo(SpeechModel.open(temporary.resolve("ours")));
        assertThat(Files.readAllLines(laid.folder().resolve("conf/model.conf")))
                .contains("--beam=10.0", "--frames-per-chunk=9", "--determinize-max-delay=10")
                .contains("--determinize-min-chunk-size=5", "--endpoint.silence-phones=1:2:3");
        for (Map.Entry<String, String> file : ModelFolder.files().entrySet()) {
            assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
            if (!file.getKey().equals("conf/model.conf")) {
                assertThat(laid.folder().resolve(file.getKey())).hasContent(file.getValue());
            }
        }
    }

    @Test
    void shouldKeepTheModelsOwnOptionsWhereQuickPartialsAreNotWanted() throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.merge("conf/model.conf", "--frames-per-chunk=50\n", String::concat);
        Path folder = ModelFolder.write(temporary.resolve("theirs"), files);
        SpeechModel laid = ModelOverlay.lay(SpeechModel.open(folder), temporary.resolve("ours"), false);
        assertThat(Files.readAllLines(laid.folder().resolve("conf/model.conf")))
                .contains("--frames-per-chunk=50")
                .noneMatch(line -> line.contains("determinize"));
    }
}
