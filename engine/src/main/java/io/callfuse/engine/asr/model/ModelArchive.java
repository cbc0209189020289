package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks the zip archive of a model: regular files and folders below one place, and nothing anywhere else. */
final class ModelArchive {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 20L << 30;
    private static final int BLOCK_BYTES = 1 << 16;

    private ModelArchive() {}

    /**
     * Unpacks an archive.
     *
     * @param into an empty folder
     * @return the folder with the model: the only one in the archive, or all of it
     * @throws SpeechModelException if the archive is none, or not as it should be; one line
     * @throws IOException if there is no room
     */
    static Path unpack(Path archive, Path into) throws SpeechModelException, IOException {
        int entries = 0;
        long bytes = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                Path target = place(archive, into, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    bytes += copy(archive, zip, target, MOST_BYTES - bytes);
                }
                if (++entries > MOST_ENTRIES) {
                    throw new SpeechModelException(archive + ": has more than " + MOST_ENTRIES + " entries");
                }
            }
        } catch (ZipException broken) {
            throw new SpeechModelException(archive + ": is a broken zip archive: " + broken.getMessage(), broken);
        }
        if (entries == 0) {
            throw new SpeechModelException(archive + ": is no zip archive, or an empty one");
        }
        return root(into);
    }

    private static Path place(Path archive, Path into, String name) throws SpeechModelException {
        try {
            Path target = into.resolve(name).normalize();
            if (target.startsWith(into) && !target.equals(into) && name.indexOf('\\') < 0) {
                return target;
            }
        } catch (InvalidPathException odd) {
            throw new SpeechModelException(archive + ": entry '" + name + "' is no path", odd);
        }
        throw new SpeechModelException(archive + ": entry '" + name + "' lies outside of the archive's folder");
    }

    private static long copy(Path archive, InputStream from, Path to, long atMost)
            throws IOException, SpeechModelException {
        long bytes = 0;
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(to)) {
            int read;
            while ((read = from.read(block)) >= 0) {
                bytes += read;
                if (bytes > atMost) {
                    throw new SpeechModelException(archive + ": is bigger than " + MOST_BYTES + " bytes unpacked");
                }
                out.write(block, 0, read);
            }
        }
        return bytes;
    }

    private static Path root(Path into) throws IOException {
        try (Stream<Path> entries = Files.list(into)) {
            List<Path> all = entries.toList();
            return all.size() == 1 && Files.isDirectory(all.get(0)) ? all.get(0) : into;
        }
    }
}
