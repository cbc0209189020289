package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.ingress.FuzzRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds that begins like a WAV or FLAC file: it is heard to its end, or refused by a message that names it. */
@Timeout(7200)
class RecordingFuzzTest {
    private static final Path FILE = Path.of("fuzz.wav");
    private static final int[] TAGS = {1, 1, 1, 6, 7, 7, 0x55, 0xfffe};
    private static final int[] RATES_HZ = {8000, 8000, 16_000, 44_100, 48_000, 7999, 0, -1};
    private static final int[] BITS = {16, 16, 8, 8, 24, 0, 65_535};

    private final short[] block = new short[4096];
    private long heard;
    private long refused;

    @Test
    void shouldHearOrRefuseAnyWav() {
        FuzzRun.of(5, (random, number) -> {
            BytesChannel file = new BytesChannel(damaged(wav(random), random));
            hear(random, caller -> WavSource.open(FILE, file, caller));
        });
        assertThat(heard).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void shouldHearOrRefuseAnyFlac() {
        PrintStream out = System.out;
        // The library prints a line where it finds a certain fault.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            FuzzRun.of(6, (random, number) -> {
                byte[] file = damaged(flac(random), random);
                hear(random, caller -> FlacSource.open(FILE, new ByteArrayInputStream(file), caller));
            });
        } finally {
            System.setOut(out);
        }
        assertThat(heard).isPositive();
        assertThat(refused).isPositive();
    }

    private interface Opening {
        SampleSource open(ChannelChoice caller) throws IOException, RecordingException;
    }

    private void hear(Random random, Opening opening) throws IOException {
        ChannelChoice caller = ChannelChoice.values()[random.nextInt(3)];
        try (SampleSource source = opening.open(caller)) {
            assertThat(source.sampleRateHz()).isBetween(8000, 48_000);
            assertThat(source.promisedSamples()).isNotNegative();
            for (int samples = source.read(block); samples > 0; samples = source.read(block)) {
                heard += samples;
            }
            source.cutShort();
        } catch (RecordingException refusal) {
            refused++;
            assertThat(refusal).hasMessageStartingWith(FILE + " ");
        }
    }

    private static byte[] wav(Random random) {
        byte[] audio = new byte[random.nextInt(400)];
        random.nextBytes(audio);
        int tag = of(TAGS, random);
        int channels = random.nextInt(8) == 0 ? random.nextInt(5) : 1 + random.nextInt(2);
        int rateHz = of(RATES_HZ, random);
        int bits = random.nextBoolean() ? tag == 1 ? 16 : 8 : of(BITS, random);
        WavBytes file = random.nextInt(4) == 0
                ? new WavBytes().extensible(tag, channels, rateHz, bits)
                : new WavBytes().format(tag, channels, rateHz, bits);
        if (random.nextInt(3) == 0) {
            file.chunk("LIST", random.nextBoolean() ? audio.length : random.nextInt(), audio);
        }
        if (random.nextInt(8) == 0) {
            file.chunk("ds64", audio);
        }
        file.chunk("data", random.nextInt(4) == 0 ? random.nextInt() : audio.length, audio);
        return random.nextInt(8) == 0 ? file.file("RF64", 0xffff_ffffL) : file.riff();
    }

    private static byte[] flac(Random random) {
        int[] samples = new int[random.nextInt(700)];
        Arrays.setAll(samples, i -> (short) random.nextInt());
        long claimed = random.nextInt(3) == 0 ? random.nextInt(2000) : samples.length;
        return random.nextBoolean()
                ? FlacBytes.encode(8000, 16, claimed, samples)
                : FlacBytes.encode(16_000, 16, claimed, samples, samples);
    }

    private static int of(int[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            // Half of it where the headers are.
            int reach = random.nextBoolean() ? Math.min(bytes.length, 64) : bytes.length;
            bytes[random.nextInt(reach)] = (byte) random.nextInt();
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
