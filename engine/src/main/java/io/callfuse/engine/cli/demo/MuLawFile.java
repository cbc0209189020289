package io.callfuse.engine.cli.demo;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.sender.RecordingFrames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recording as the telephone would carry it: raw mu-law samples at 8 kHz.
 *
 * @param file where they are
 * @param frames how many frames of 20 ms
 */
record MuLawFile(Path file, long frames) {

    /**
     * Writes a recording of any format the engine reads.
     *
     * @throws RecordingException if it cannot be read
     */
    static MuLawFile write(Path recording, Path into) throws RecordingException, IOException {
        short[] pcm = new short[MediaTime.FRAME_SAMPLES];
        byte[] codes = new byte[MediaTime.FRAME_SAMPLES];
        long frames = 0;
        try (RecordingFrames source = new RecordingFrames(recording, ChannelChoice.UNSAID);
                OutputStream out = Files.newOutputStream(into)) {
            while (source.next(pcm)) {
                for (int i = 0; i < pcm.length; i++) {
                    codes[i] = G711.encodeMuLaw(pcm[i]);
                }
                out.write(codes);
                frames++;
            }
        }
        return new MuLawFile(into, frames);
    }

    /** Its length, ms. */
    long durationMs() {
        return frames * MediaTime.FRAME_MS;
    }
}
