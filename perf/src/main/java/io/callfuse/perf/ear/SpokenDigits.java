package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The digits of {@code fsdd-flac.tar}: file names are digit_speaker_take. They are unpacked once, to the directory for temporary
 * files, since the engine reads recordings from files.
 */
final class SpokenDigits {
    private static final int BLOCK_BYTES = 512;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_DIGITS = 11;

    private SpokenDigits() {}

    /** Lists the digits by name; none where there is no archive. */
    static List<Clip> list(Path directory) throws IOException {
        Path archive = directory.resolve("fsdd-flac.tar");
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
            return files.sorted(Comparator.comparing(Path::toString))
                    .map(SpokenDigits::clip)
                    .toList();
        }
    }

    private static Clip clip(Path file) {
        String name = file.getFileName().toString();
        String[] parts = name.substring(0, name.length() - ".flac".length()).split("_");
        String path = "speech/fsdd/" + name;
        // Nothing asks for the length of a digit; about half a second.
        return new Clip(file, path, "fsdd", "fsdd-" + parts[1], "m", "", 0.5, parts[0], Optional.empty());
    }

    /** Unpacks the FLAC files of a tar archive (POSIX.1-1988: headers of 512 bytes, sizes in octal). */
    private static void unpack(Path archive, Path into) throws IOException {
        try (FileChannel tar = FileChannel.open(archive)) {
            ByteBuffer header = ByteBuffer.allocate(BLOCK_BYTES);
            while (tar.read(header.clear()) == BLOCK_BYTES && header.get(0) != 0) {
                String name = text(header, 0, 100);
                int bytes = Integer.parseInt(text(header, SIZE_OFFSET, SIZE_DIGITS), 8);
                if (name.endsWith(".flac")) {
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
