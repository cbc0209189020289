package io.callfuse.engine.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a load test's engine: kept where that is wished, gone at the end otherwise.
 *
 * @param path the folder
 * @param kept whether it stays
 */
record LoadHome(Path path, boolean kept) implements AutoCloseable {
    /**
     * Makes it.
     *
     * @param wished where it is to stay; null for nowhere
     * @throws IOException if it is there already, or cannot be made
     */
    static LoadHome at(Path wished) throws IOException {
        if (wished == null) {
            return new LoadHome(Files.createTempDirectory("callfuse-load-"), false);
        }
        try {
            return new LoadHome(Files.createDirectory(wished), true);
        } catch (FileAlreadyExistsException there) {
            throw new IOException("--keep " + wished + " is there already", there);
        }
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
