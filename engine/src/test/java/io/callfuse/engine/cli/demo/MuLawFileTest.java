package io.callfuse.engine.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.ingress.recording.RecordingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class MuLawFileTest {
    private static final int DEMO_HEADER_BYTES = 58;

    @TempDir
    Path directory;

    @Test
    void shouldKeepTheBytesOfAMuLawRecording() throws Exception {
        Path recording = DemoRecordings.unpack(directory).get(0);

        MuLawFile speech = MuLawFile.write(recording, directory.resolve("speech.ul"));

        byte[] wav = Files.readAllBytes(recording);
        byte[] samples = Arrays.copyOfRange(wav, DEMO_HEADER_BYTES, wav.length);
        assertThat(Files.readAllBytes(speech.file())).isEqualTo(samples);
        assertThat(speech.frames()).isEqualTo(samples.length / 160);
        assertThat(speech.durationMs()).isEqualTo(samples.length / 8);
    }

    @Test
    void shouldRefuseWhatIsNoRecording() throws Exception {
        Path text = Files.writeString(directory.resolve("text.wav"), "no recording at all");

        assertThatThrownBy(() -> MuLawFile.write(text, directory.resolve("speech.ul")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("text.wav");
    }
}
