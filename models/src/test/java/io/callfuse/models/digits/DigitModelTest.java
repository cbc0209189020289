package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DigitModelTest {
    @TempDir
    Path folder;

    @Test
    void shouldUnpackAllThatVoskReadsAndDoSoAgain() throws IOException {
        Path model = folder.resolve("not/there/yet");
        assertThat(DigitModel.unpackTo(model)).isEqualTo(model);
        Files.writeString(model.resolve(DigitModelFolder.WORDS), "spoilt");
        DigitModel.unpackTo(model);
        assertThat(Files.readAllLines(model.resolve(DigitModelFolder.WORDS))).contains("<eps> 0", "zero 1", "[unk] 11");
        assertThat(Files.readAllLines(model.resolve(DigitModelFolder.CEPSTRUM))).contains("--sample-frequency=8000");
        assertThat(Files.readAllLines(model.resolve(DigitModelFolder.DECODER))).contains("--endpoint.silence-phones=1");
    }

    @Test
    void shouldHaveKeptItsBlanks() throws IOException {
        DigitModel.unpackTo(folder);
        String text = Files.readString(folder.resolve(DigitModelFolder.ACOUSTICS));
        assertThat(text.startsWith("<TransitionModel> \n")).isTrue();
        assertThat(text.contains("</TransitionModel> \n<Nnet3> \ninput-node")).isTrue();
        assertThat(text.contains("objective=linear\n\n<NumComponents> 11 \n")).isTrue();
    }

    @Test
    void shouldHaveTheGraphAndTheOptionsThatTheTrainerWritesToday() throws IOException {
        DigitModel.unpackTo(folder.resolve("shipped"));
        DigitFit.fit(MadeUpDigits.clips(1, 1), 1, 1, line -> {}).write(folder.resolve("made"));
        for (String name : DigitModelFolder.FILES) {
            Path shipped = folder.resolve("shipped").resolve(name);
            if (!name.equals(DigitModelFolder.ACOUSTICS) && !name.equals(DigitModelFolder.GRAPH)) {
                assertThat(shipped)
                        .hasSameBinaryContentAs(folder.resolve("made").resolve(name));
            }
        }
        assertThat(Files.size(folder.resolve("shipped").resolve(DigitModelFolder.GRAPH)))
                .isEqualTo(Files.size(folder.resolve("made").resolve(DigitModelFolder.GRAPH)));
    }
}
