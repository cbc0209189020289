package io.callfuse.perf.ear;

import io.callfuse.engine.training.DigitArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The digits of {@code fsdd-flac.tar} as clips of the corpus. No state. */
final class SpokenDigits {
    private SpokenDigits() {}

    /** Lists the digits by name; none where there is no archive. */
    static List<Clip> list(Path directory) throws IOException {
        return DigitArchive.list(directory).stream().map(SpokenDigits::clip).toList();
    }

    private static Clip clip(DigitArchive.Take take) {
        // Nothing asks for the length of a digit; about half a second.
        return new Clip(
                take.file(),
                "speech/fsdd/" + take.file().getFileName(),
                "fsdd",
                "fsdd-" + take.speaker(),
                "m",
                "",
                0.5,
                Integer.toString(take.digit()),
                Optional.empty());
    }
}
