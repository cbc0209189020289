package io.callfuse.engine.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lays recordings into a folder as callers will speak them, and has each analysed as a tap may hear it. */
final class SpokenCalls {
    /** From when on a tap may hear a caller, ms; none of them a whole number of frames apart from all others. */
    private static final int[] TAP_BEGINS_MS = {0, 90, 210, 370, 550, 800};

    /** A fuse that trips on the last word needs the time to move the caller. */
    private static final int SILENT_FRAMES = 100;

    private static final byte SILENCE = (byte) 0xff;
    private static final int BYTES_A_MS = 8;

    private SpokenCalls() {}

    /**
     * Writes {@code 1.ul}, {@code 2.ul} and so on.
     *
     * @param calls made for {@link Wire#RTP}, whose audio is mu-law
     */
    static List<SpokenCall> lay(List<RecordedCall> calls, Path folder, OfflineJudge judge, LoadProgress progress)
            throws IOException, InterruptedException {
        ExecutorService hearing =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<SpokenCall>> spoken = new ArrayList<>();
            for (RecordedCall call : calls) {
                byte[] audio = audio(call);
                Files.write(folder.resolve(spoken.size() + 1 + ".ul"), audio);
                spoken.add(hearing.submit(() -> hear(call, audio, judge)));
            }
            List<SpokenCall> heard = new ArrayList<>();
            for (Future<SpokenCall> call : spoken) {
                progress.at(heard.size(), spoken.size(), "analysing as taps may hear it");
                heard.add(call.get());
            }
            return heard;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "a recording could not be analysed: " + failure.getCause(), failure.getCause());
        } finally {
            hearing.shutdownNow();
        }
    }

    private static byte[] audio(RecordedCall call) {
        int spoken = call.frames() * Wire.RTP.frameBytes();
        byte[] audio = new byte[spoken + SILENT_FRAMES * Wire.RTP.frameBytes()];
        Arrays.fill(audio, SILENCE);
        call.view().get(0, audio, 0, spoken);
        return audio;
    }

    private static SpokenCall hear(RecordedCall call, byte[] audio, OfflineJudge judge) {
        List<OfflineResult> heard = IntStream.of(TAP_BEGINS_MS)
                .map(ms -> ms * BYTES_A_MS)
                .mapToObj(from ->
                        ByteBuffer.wrap(audio, from, audio.length - from).slice())
                .map(rest -> judge.hear(Wire.RTP, rest, rest.capacity() / Wire.RTP.frameBytes()))
                .toList();
        return new SpokenCall(call, audio.length / Wire.RTP.frameBytes(), heard);
    }
}
