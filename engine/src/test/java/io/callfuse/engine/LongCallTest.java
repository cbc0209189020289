package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LongCallTest {
    private static final int HOURS = 3;
    private static final int MINUTE_BYTES = 60 * 8000;

    @TempDir
    Path folder;

    @Test
    void shouldAnalyseThreeHoursInASmallMachine() throws Exception {
        Path file = folder.resolve("long.wav");
        write(file);
        Path out = folder.resolve("out.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(child.waitFor(240, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(out)).contains("ticks 10800 seconds 10800.0");
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    /** A minute of speech and pauses in mu-law, over and over. */
    private static void write(Path file) throws Exception {
        short[] talk = Voices.joined(Voices.voice(180, 4, 0.3, 1.2, 8), new short[4 * 8000]);
        byte[] minute = new byte[MINUTE_BYTES];
        for (int i = 0; i < minute.length; i++) {
            minute[i] = G711.encodeMuLaw(talk[i % talk.length]);
        }
        int bytes = HOURS * 60 * MINUTE_BYTES;
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 7).putShort((short) 1).putInt(8000).putInt(8000);
        header.putShort((short) 1).putShort((short) 8);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(header.array());
            for (int i = 0; i < HOURS * 60; i++) {
                out.write(minute);
            }
        }
    }

    /** The small machine. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            AnalysisSettings settings =
                    new AnalysisSettings(ConfigLoader.defaults(), EmotionModel.embedded(), ChannelChoice.UNSAID);
            AnalysedCall call = OfflineAnalysis.analyze(Path.of(arguments[0]), settings, ms -> {});
            System.out.println("ticks " + call.report().timeline().length() + " seconds "
                    + call.report().heard().seconds());
        }
    }
}
