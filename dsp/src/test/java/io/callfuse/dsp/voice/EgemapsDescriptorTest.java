package io.callfuse.dsp.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EgemapsDescriptorTest {
    @Test
    void shouldSayOfEveryDescriptorWhatIsLeftOfIt() {
        long listed = Arrays.stream(EgemapsDescriptor.values())
                .takeWhile(d -> d != EgemapsDescriptor.MEAN_AND_VARIATION)
                .count();
        int cepstraInOneRow = 3;
        assertThat(listed + cepstraInOneRow).isEqualTo(25);
        assertThat(EgemapsDescriptor.values()).allSatisfy(d -> {
            assertThat(d.egemapsName()).isNotBlank();
            assertThat(d.note()).isNotBlank();
        });
    }

    @Test
    void shouldLeaveOutByNameWhatAnEightKilohertzLineCannotGive() {
        assertThat(Arrays.stream(EgemapsDescriptor.values())
                        .filter(d -> d.availability() == Availability.LEFT_OUT)
                        .map(EgemapsDescriptor::egemapsName))
                .contains("mel bands over 4 kHz", "first harmonic below 300 Hz");
    }

    @Test
    void shouldStandInTheReadmeAsItIs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (EgemapsDescriptor descriptor : EgemapsDescriptor.values()) {
            String availability =
                    descriptor.availability().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            assertThat(readme)
                    .contains("| `" + descriptor.egemapsName() + "` | " + availability + " | " + descriptor.note()
                            + " |");
        }
    }
}
