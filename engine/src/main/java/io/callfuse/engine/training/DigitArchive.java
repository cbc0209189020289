package io.callfuse.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recordings of {@code fsdd-flac.tar}, the Free Spoken Digit Dataset; their names are digit_speaker_take. They are unpacked
 * once, to the directory for temporary files, since the engine reads recordings from files. No state.
 */
public final class DigitArchive {
    private static final String NAME = "fsdd-flac.tar";
    private static final String ENDING = ".flac";
    private static final int BLOCK_BYTES = 512;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_DIGITS = 11;

    private DigitArchive() {}

    /**
     * One digit, said once.
     *
     * @param digit 0 to 9
     */
    public record Take(Path file, String speaker, int digit) {
        private static Take of(Path file) {
            String[] parts = file.getFileName().toString().split("_");
            return new Take(file, parts[1], Integer.parseInt(parts[0]));
        }
    }

    /** Lists the recordings by name; none where the directory has no such archive. */
    public static List<Take> list(Path directory) throws IOException {
        Path archive = directory.resolve(NAME);
        if (!Files.exists(archive)) {
            return List.of();
        }
        Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), "callfuse-fsdd-" + Files.size(archive));
        if (!Files.isDirectory(unpacked)) {
            Path partial = Files.createTempDirectory("callfuse-fsdd");
            unpack(archive, partial);
            Files.move(partial, unpacked);
        }
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]_[a-z]+_[0-9]+\\" + ENDING))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Take::of)
                    .toList();
        }
    }

    /** Unpacks the FLAC files of a tar archive (POSIX.1-1988: headers of 512 bytes, sizes in octal). */
    private static void unpack(Path archive, Path into) throws IOException {
        try (FileChannel tar = FileChannel.open(archive)) {
            ByteBuffer header = ByteBuffer.allocate(BLOCK_BYTES);
            while (tar.read(header.clear()) == BLOCK_BYTES && header.get(0) != 0) {
                String name = text(header, 0, 100);
                int bytes = Integer.parseInt(text(header, SIZE_OFFSET, SIZE_DIGITS), 8);
                if (name.endsWith(ENDING)) {
                    ByteBuffer content = ByteBuffer.allocate(bytes);
                    tar.read(content);
                    Files.write(into.resolve(name.substring(name.lastIndexOf('/') + 1)), content.array());
                    tar.position(tar.position() - bytes);
                }
                tar.position(tar.position() + (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
            }
        }
    }

    private static String text(ByteBuffer header, int offset, int length) {
        String field = new String(header.array(), offset, length, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        return (end < 0 ? field : field.substring(0, end)).trim();
    }
}
