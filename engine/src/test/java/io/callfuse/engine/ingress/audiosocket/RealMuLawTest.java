package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Tells mu-law from linear samples in real recordings, where there are some (8 kHz FLAC). */
@Timeout(300)
@EnabledIfEnvironmentVariable(named = "CALLFUSE_DATA", matches = ".+")
class RealMuLawTest {
    private int streams;
    private int muLawTakenForLinear;
    private int linearTakenForMuLaw;
    private int frames;
    private int wrongFrames;

    @Test
    void shouldNeverSettleOnTheWrongReading() throws Exception {
        for (Path clip : clips()) {
            CollectingSink sink = new CollectingSink();
            try (Recording recording = Recording.open(clip, ChannelChoice.UNSAID)) {
                recording.readInto(sink);
            }
            short[] pcm = sink.samples();
            // Connections that begin anywhere in the clip, half a second apart.
            for (int start = 0; start + 8000 < pcm.length; start += 4000) {
                judge(Arrays.copyOfRange(pcm, start, start + 8000));
            }
        }
        assertThat(streams).isPositive();
        System.err.printf(
                "%d streams of 1 s: mu-law taken for linear in %d, linear for mu-law in %d; %d of %d frames wrong%n",
                streams, muLawTakenForLinear, linearTakenForMuLaw, wrongFrames, frames);
        assertThat(muLawTakenForLinear).isZero();
        assertThat(linearTakenForMuLaw).isZero();
    }

    private void judge(short[] pcm) {
        streams++;
        muLawTakenForLinear += settlesOnMuLaw(Messages.muLaw(pcm), true) ? 0 : 1;
        byte[] linear = new byte[2 * pcm.length];
        Pcm16.encodeLittleEndian(pcm, 0, pcm.length, linear, 0);
        linearTakenForMuLaw += settlesOnMuLaw(linear, false) ? 1 : 0;
    }

    private boolean settlesOnMuLaw(byte[] payloads, boolean expected) {
        MuLawDetector detector = new MuLawDetector();
        boolean muLaw = true;
        for (int at = 0; at + 160 <= payloads.length; at += 160) {
            muLaw = detector.isMuLaw(Arrays.copyOfRange(payloads, at, at + 160), 160);
            frames++;
            wrongFrames += muLaw == expected ? 0 : 1;
        }
        return muLaw;
    }

    private static List<Path> clips() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getenv("CALLFUSE_DATA")))) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .toList();
        }
    }
}
