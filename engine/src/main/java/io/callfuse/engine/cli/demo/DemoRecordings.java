package io.callfuse.engine.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the calls of the demo come from: the recordings that came with it, or files and directories of the user's. */
public final class DemoRecordings {
    /** The recordings that came with the demo; {@code make-recordings.sh} makes them. */
    static final List<String> EMBEDDED = List.of(
            "en-calm", "en-escalating", "en-angry", "en-happy", "zh-calm", "zh-escalating", "zh-angry", "zh-happy");

    private static final String PLACE = "/io/callfuse/engine/cli/demo/";
    private static final List<String> ENDINGS = List.of(".wav", ".flac");

    private DemoRecordings() {}

    /** Copies the recordings that came with the demo into this directory and returns them. */
    public static List<Path> unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (String name : EMBEDDED) {
            Path file = directory.resolve(name + ".wav");
            try (InputStream recording = DemoRecordings.class.getResourceAsStream(PLACE + name + ".wav")) {
                if (recording == null) {
                    throw new FileNotFoundException("the recording " + name + " is missing from this build");
                }
                Files.copy(recording, file, StandardCopyOption.REPLACE_EXISTING);
            }
            files.add(file);
        }
        return files;
    }

    /**
     * Returns the files themselves, and of each directory the WAV and FLAC files in it by name.
     *
     * @throws IOException if a directory cannot be read or holds no recording; the message names it
     */
    public static List<Path> find(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAll(inside(place));
            } else {
                files.add(place);
            }
        }
        return files;
    }

    private static List<Path> inside(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, DemoRecordings::isRecording)) {
            entries.forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new FileNotFoundException(directory + ": no WAV or FLAC file in this directory");
        }
        files.sort(null);
        return files;
    }

    private static boolean isRecording(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
