package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class WavFileTest {
    @ParameterizedTest
    @EnumSource(Law.class)
    void shouldWriteWhatTheEngineReads(Law law, @TempDir Path directory) throws IOException {
        short[] samples = new short[320];
        short[] heard = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i * 200 - 32000);
            heard[i] = law.coded(samples[i]);
        }
        WavFile.write(directory.resolve("a.wav"), samples, law);
        assertThat(ClipReader.read(directory.resolve("a.wav"))).isEqualTo(heard);
    }
}
