package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The SHA-256 of each file of a fetched model, kept beside its folder in the format of {@code sha256sum}, so that it can be told
 * later whether a disk or a hand has changed one.
 */
final class FolderSums {
    private static final String BETWEEN = "  ";
    private static final int BLOCK_BYTES = 1 << 16;

    private FolderSums() {}

    /** Where the sums of a model's folder are kept. */
    static Path beside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".sha256");
    }

    /** Writes the sums of a folder to a file. */
    static void write(Path folder, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        sums(folder).forEach((path, sum) -> lines.add(sum + BETWEEN + path));
        Files.write(file, lines);
    }

    /** Compares a folder with the sums that were written, and returns what differs, a line for each file. */
    static List<String> differences(Path folder, Path file) throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int gap = line.indexOf(BETWEEN);
            if (gap > 0) {
                wanted.put(line.substring(gap + BETWEEN.length()), line.substring(0, gap));
            }
        }
        Map<String, String> found = sums(folder);
        List<String> differences = new ArrayList<>();
        wanted.forEach((path, sum) -> {
            if (!found.containsKey(path)) {
                differences.add(path + " is missing");
            } else if (!found.get(path).equals(sum)) {
                differences.add(path + " has changed");
            }
        });
        return differences;
    }

    private static Map<String, String> sums(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(file).toString(), sha256(file));
            }
        }
        return sums;
    }

    /** The SHA-256 of a file, in small hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK_BYTES];
            int read;
            while ((read = in.read(block)) >= 0) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
