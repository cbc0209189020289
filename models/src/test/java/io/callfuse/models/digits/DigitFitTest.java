package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DigitFitTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
        List<DigitClip> clips = MadeUpDigits.clips(1, 1);
        for (String name : List.of("once", "again")) {
            DigitFit.fit(clips, 4, 7, line -> {}).write(folder.resolve(name));
        }
        DigitFit.fit(clips, 4, 8, line -> {}).write(folder.resolve("other"));
        for (String file : DigitModelFolder.FILES) {
            assertThat(folder.resolve("once").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("again").resolve(file));
        }
        Path once = folder.resolve("once").resolve(DigitModelFolder.ACOUSTICS);
        Path other = folder.resolve("other").resolve(DigitModelFolder.ACOUSTICS);
        assertThat(Files.mismatch(once, other)).isNotNegative();
    }

    @Test
    void shouldLearnToTellSoundsApart() throws IOException {
        List<String> reported = new ArrayList<>();
        DigitAcoustics acoustics = DigitFit.fit(MadeUpDigits.clips(6, 1), 25, 1, reported::add);
        acoustics.write(folder);
        assertThat(reported).hasSize(5);
        assertThat(acoustics.parameters()).isEqualTo(134_777);
        WrittenModel model = new WrittenModel(folder);
        KaldiCepstrum cepstrum = new KaldiCepstrum(1);
        short[] talk = MadeUpDigits.talk(new int[] {3, 1, 4, 9}, 99);
        BestPath heard = BestPath.of(model, model.likelihoods(cepstrum.cepstra(cepstrum.levels(talk))));
        assertThat(heard.words()).isEqualTo("three one four nine");
    }

    @Test
    void shouldRefuseToLearnFromNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> DigitFit.fit(List.of(), 3, 1, line -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> DigitFit.fit(MadeUpDigits.clips(1, 1), 0, 1, line -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> new DigitClip("ann", 10, new short[1]));
    }
}
