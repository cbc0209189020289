package io.callfuse.engine.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.models.digits.DigitModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class WordsCheckTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayThatTheVoiceAloneIsScoredWhereThereIsNoModel() {
        Finding finding = look(EngineConfig.Recognition.AUTO);

        assertThat(finding.ok()).isTrue();
        assertThat(finding.text()).contains("no speech model in use", "callfuse models list");
    }

    @Test
    void shouldNameTheModelThatIsKeptAndLoads() throws IOException {
        Path model = DigitModel.unpackTo(folder.resolve("digits"));

        Finding finding = look(EngineConfig.Recognition.AUTO);

        assertThat(finding.ok()).isTrue();
        assertThat(finding.text()).contains(model.toString(), "8000 Hz");
    }

    @Test
    void shouldFailOnAModelThatDoesNotLoad() throws IOException {
        Path model = DigitModel.unpackTo(folder.resolve("digits"));
        Files.writeString(model.resolve("am/final.mdl"), "no weights");

        Finding finding = look(model.toString());

        assertThat(finding.ok()).isFalse();
        assertThat(finding.text()).contains("recognition ends at once", "callfuse models verify");
    }

    private Finding look(String model) {
        return WordsCheck.look(
                new EngineConfig.Recognition(model, 1, 1, true, 1024, Duration.ofSeconds(3), Optional.empty()),
                new ModelHome(folder));
    }
}
