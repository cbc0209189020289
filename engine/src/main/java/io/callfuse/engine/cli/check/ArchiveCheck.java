package io.callfuse.engine.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the archive could be written, without making its directory. */
final class ArchiveCheck {
    private static final String SUBJECT = "archive";

    private ArchiveCheck() {}

    static Finding look(Path directory) {
        Path wanted = directory.toAbsolutePath().normalize();
        if (Files.isDirectory(wanted)) {
            return tryToWrite(wanted);
        }
        if (Files.exists(wanted)) {
            return Finding.failed(SUBJECT, wanted + " is no directory", "move it away or change archive.directory");
        }
        Path above = wanted.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        boolean possible = above != null && Files.isDirectory(above) && Files.isWritable(above);
        return possible
                ? Finding.ok(SUBJECT, wanted + " will be made")
                : Finding.failed(
                        SUBJECT,
                        wanted + " cannot be made in " + above,
                        "make it for the user who runs the engine, or change archive.directory");
    }

    private static Finding tryToWrite(Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, ".callfuse-check", ""));
            return Finding.ok(SUBJECT, directory + " can be written");
        } catch (IOException refused) {
            return Finding.failed(
                    SUBJECT,
                    directory + " cannot be written",
                    "give it to the user who runs the engine, or change archive.directory");
        }
    }
}
