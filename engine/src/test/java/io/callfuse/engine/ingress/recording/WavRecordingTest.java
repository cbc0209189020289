package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WavRecordingTest {
    private static final short[] SAMPLES = noise(1, 1600);

    @TempDir
    private Path directory;

    private final CollectingSink sink = new CollectingSink();

    @Test
    void shouldReadPcmBitExact() throws Exception {
        Recording recording = read(WavBytes.pcm16(8000, 1, SAMPLES), ChannelChoice.UNSAID);
        assertThat(sink.samples()).isEqualTo(SAMPLES);
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(recording.warning()).isEmpty();
        assertThat(recording.secondsRead()).isEqualTo(0.2);
        assertThat(recording.promisedSeconds()).isEqualTo(0.2);
    }

    /** As an engine's own recordings have it. */
    @Test
    void shouldSayThatNothingCameWhereTheFileSaysSo() throws Exception {
        byte[] gaps = {1, 0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0};
        byte[] samples = WavBytes.littleEndian(SAMPLES);
        read(
                new WavBytes()
                        .format(1, 1, 8000, 16)
                        .chunk("data", samples)
                        .chunk("gaps", gaps)
                        .riff(),
                ChannelChoice.UNSAID);
        short[] heard = new short[7 * 160];
        System.arraycopy(SAMPLES, 0, heard, 0, 160);
        System.arraycopy(SAMPLES, 3 * 160, heard, 160, 6 * 160);
        assertThat(sink.samples()).isEqualTo(heard);
        assertThat(sink.gapFrames()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7})
    void shouldTakeNoGapsFromAChunkThatIsTornOrOutOfOrder(int bytes) throws Exception {
        byte[] gaps = bytes == 0 ? new byte[] {5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0} : new byte[bytes];
        byte[] samples = WavBytes.littleEndian(SAMPLES);
        read(
                new WavBytes()
                        .format(1, 1, 8000, 16)
                        .chunk("data", samples)
                        .chunk("gaps", gaps)
                        .riff(),
                ChannelChoice.UNSAID);
        assertThat(sink.samples()).isEqualTo(SAMPLES);
        assertThat(sink.gapFrames()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadMuLawAndALaw(boolean extensible) throws Exception {
        byte[] codes = new byte[320];
        new Random(2).nextBytes(codes);
        short[] muLaw = new short[codes.length];
        short[] aLaw = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            muLaw[i] = G711.decodeMuLaw(codes[i]);
            aLaw[i] = G711.decodeALaw(codes[i]);
        }
        assertThat(samplesOf(format(extensible, 7, 8).chunk("data", codes).riff()))
                .isEqualTo(muLaw);
        assertThat(samplesOf(format(extensible, 6, 8).chunk("data", codes).riff()))
                .isEqualTo(aLaw);
    }

    @Test
    void shouldReadExtensiblePcm() throws Exception {
        byte[] file = format(true, 1, 16)
                .chunk("data", WavBytes.littleEndian(SAMPLES))
                .riff();
        assertThat(samplesOf(file)).isEqualTo(SAMPLES);
    }

    @Test
    void shouldReadTheChosenChannelOfStereo() throws Exception {
        short[] both = new short[640];
        for (int i = 0; i < 320; i++) {
            both[2 * i] = (short) i;
            both[2 * i + 1] = (short) -i;
        }
        byte[] file = WavBytes.pcm16(8000, 2, both);
        read(file, ChannelChoice.LEFT);
        assertThat(sink.samples()[319]).isEqualTo((short) 319);
        CollectingSink right = new CollectingSink();
        readInto(right, file, ChannelChoice.RIGHT);
        assertThat(right.samples()[319]).isEqualTo((short) -319);
        assertThat(right.frames).hasSize(2);
    }

    @Test
    void shouldReadMonoWhicheverChannelIsChosen() throws Exception {
        read(WavBytes.pcm16(8000, 1, SAMPLES), ChannelChoice.RIGHT);
        assertThat(sink.samples()).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void shouldBringEveryRateToFiftyFramesASecond(int rateHz) throws Exception {
        read(WavBytes.pcm16(rateHz, 1, new short[rateHz]), ChannelChoice.UNSAID);
        assertThat(sink.frames).hasSize(50);
    }

    @Test
    void shouldSkipChunksOfOddLengthAndUnknownName() throws Exception {
        byte[] file = new WavBytes()
                .chunk("LIST", new byte[7])
                .format(1, 1, 8000, 16)
                .chunk("odd!", new byte[1])
                .chunk("data", WavBytes.littleEndian(SAMPLES))
                .chunk("id3 ", new byte[33])
                .riff();
        assertThat(samplesOf(file)).isEqualTo(SAMPLES);
    }

    @Test
    void shouldFindTheFormatBehindTheData() throws Exception {
        byte[] file = new WavBytes()
                .chunk("data", WavBytes.littleEndian(SAMPLES))
                .format(1, 1, 8000, 16)
                .riff();
        assertThat(samplesOf(file)).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xffff_ffffL, 0x7fff_ffffL})
    void shouldReadAFileWrittenAsAStreamToItsEnd(long claimedBytes) throws Exception {
        byte[] file = new WavBytes()
                .format(1, 1, 8000, 16)
                .chunk("data", claimedBytes, WavBytes.littleEndian(SAMPLES))
                .file("RIFF", claimedBytes);
        Recording recording = read(file, ChannelChoice.UNSAID);
        assertThat(sink.samples()).isEqualTo(SAMPLES);
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(recording.warning()).isEmpty();
        assertThat(recording.promisedSeconds()).isZero();
    }

    @Test
    void shouldReadTheLongLengthOfRf64() throws Exception {
        byte[] lengths = new byte[28];
        lengths[8] = (byte) (2 * SAMPLES.length);
        lengths[9] = (byte) (2 * SAMPLES.length >> 8);
        byte[] file = new WavBytes()
                .chunk("ds64", lengths)
                .format(1, 1, 8000, 16)
                .chunk("data", 0xffff_ffffL, WavBytes.littleEndian(SAMPLES))
                .chunk("LIST", new byte[400])
                .file("RF64", 0xffff_ffffL);
        assertThat(samplesOf(file)).isEqualTo(SAMPLES);
    }

    @Test
    void shouldReadATruncatedFileToTheCutAndWarn() throws Exception {
        byte[] file = Arrays.copyOf(WavBytes.pcm16(8000, 1, noise(3, 16_000)), 44 + 2 * 8000 + 1);
        Recording recording = read(file, ChannelChoice.UNSAID);
        assertThat(sink.frames).hasSize(50);
        assertThat(sink.end).isEqualTo(EndOfMedia.TRUNCATED);
        assertThat(recording.warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains("call.wav is cut off: it holds 1.0 s of the 2.0 s"));
    }

    @Test
    void shouldReadEveryCutOfAFileOrSayThatItHoldsNoData() throws Exception {
        byte[] whole = WavBytes.pcm16(8000, 1, noise(4, 20));
        for (int length = 1; length < whole.length; length++) {
            CollectingSink cut = new CollectingSink();
            try {
                readInto(cut, Arrays.copyOf(whole, length), ChannelChoice.UNSAID);
                assertThat(length).isGreaterThanOrEqualTo(46);
                assertThat(cut.end).isEqualTo(EndOfMedia.TRUNCATED);
            } catch (RecordingException refused) {
                assertThat(length).isLessThan(46);
                assertThat(refused.getMessage()).contains("call.wav").doesNotContain("\n");
            }
        }
    }

    private short[] samplesOf(byte[] file) throws IOException, RecordingException {
        CollectingSink own = new CollectingSink();
        readInto(own, file, ChannelChoice.UNSAID);
        return own.samples();
    }

    private Recording read(byte[] file, ChannelChoice caller) throws IOException, RecordingException {
        return readInto(sink, file, caller);
    }

    private Recording readInto(CollectingSink into, byte[] file, ChannelChoice caller)
            throws IOException, RecordingException {
        Path path = Files.write(directory.resolve("call.wav"), file);
        try (Recording recording = Recording.open(path, caller)) {
            recording.readInto(into);
            return recording;
        }
    }

    private static WavBytes format(boolean extensible, int tag, int bits) {
        WavBytes wav = new WavBytes();
        return extensible ? wav.extensible(tag, 1, 8000, bits) : wav.format(tag, 1, 8000, bits);
    }

    static short[] noise(long seed, int samples) {
        Random random = new Random(seed);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }
}
