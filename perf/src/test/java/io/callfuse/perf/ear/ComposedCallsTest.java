package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ComposedCallsTest {
    @TempDir
    Path directory;

    @Test
    void shouldUseEachClipOnceAndKeepSpeakersApart() throws IOException {
        List<Clip> clips = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            clips.add(clip("one", c, 500 + 200 * c));
            clips.add(clip("two", c, -500 - 200 * c));
        }
        List<short[]> calls = ComposedCalls.of(clips, 5, 2);
        assertThat(calls).hasSize(4);
        for (short[] call : calls) {
            assertThat(call.length).isEqualTo(5 * (8000 + 2400));
        }
        Set<Integer> periods = new HashSet<>();
        for (int call = 0; call < 2; call++) {
            for (int clip = 0; clip < 5; clip++) {
                periods.add(crossings(calls.get(call), clip * 10400));
            }
        }
        assertThat(periods).as("ten clips of one speaker, all different").hasSize(10);
    }

    private static int crossings(short[] call, int from) {
        int crossings = 0;
        for (int i = from + 1; i < from + 8000; i++) {
            crossings += call[i - 1] < 0 != call[i] < 0 ? 1 : 0;
        }
        return crossings;
    }

    /** A second of a tone by whose pitch the clip is known. */
    private Clip clip(String speaker, int number, int tone) throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + 16000).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 16000);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(16000);
        for (int i = 0; i < 8000; i++) {
            wav.putShort((short) (5000 * Math.sin(2 * Math.PI * Math.abs(tone) * i / 8000.0)));
        }
        Path file = directory.resolve(speaker + number + ".wav");
        Files.write(file, wav.array());
        return new Clip(file, file.toString(), "test", speaker, "", "", 1, "", Optional.empty());
    }
}
