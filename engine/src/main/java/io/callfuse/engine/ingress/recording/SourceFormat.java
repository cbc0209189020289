package io.callfuse.engine.ingress.recording;

import java.nio.file.Path;

/** What of a recording's format must hold whatever its container. */
record SourceFormat(int channels, int sampleRateHz) {
    private static final int MIN_RATE_HZ = 8000;
    private static final int MAX_RATE_HZ = 48_000;

    /** Refuses what is not read: other than one or two channels, two without a choice, a rate out of range. */
    void check(Path file, ChannelChoice caller) throws RecordingException {
        if (channels < 1 || channels > 2) {
            throw new RecordingException(file, "has " + channels + " channels; recordings of one or two are read");
        }
        if (channels == 2 && caller == ChannelChoice.UNSAID) {
            throw new RecordingException(file, "has 2 channels; say which is the caller's: --caller left|right");
        }
        if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) {
            throw new RecordingException(
                    file, "has a sample rate of " + sampleRateHz + " Hz; 8000 to 48000 Hz are read");
        }
    }
}
