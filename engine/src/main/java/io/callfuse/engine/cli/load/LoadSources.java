package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.demo.DemoRecordings;
import io.callfuse.engine.evaluation.LabelList;
import io.callfuse.engine.load.LoadSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which recordings are sent. */
public final class LoadSources {
    private static final List<String> ENDINGS = List.of(".wav", ".flac", ".pcap", ".pcapng");

    private LoadSources() {}

    /** Those of a list with labels, which lie below this directory. */
    public static List<LoadSource> labelled(Path list, Path directory) throws IOException {
        return LabelList.read(list, directory).stream()
                .map(call -> new LoadSource(call.recording(), Optional.of(call.label())))
                .toList();
    }

    /**
     * The files themselves, and of each directory what in it is a recording by its name; without any place those that came with the
     * demo, unpacked into {@code home}.
     *
     * @throws IOException if a place is not there, or holds none; one line that names it
     */
    public static List<LoadSource> found(List<Path> places, Path home) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAll(inside(place));
            } else if (Files.exists(place)) {
                files.add(place);
            } else {
                throw new FileNotFoundException(place + " does not exist");
            }
        }
        if (places.isEmpty()) {
            files.addAll(DemoRecordings.unpack(home.resolve("recordings")));
        }
        return files.stream()
                .map(file -> new LoadSource(file, Optional.empty()))
                .toList();
    }

    private static List<Path> inside(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> found = entries.filter(LoadSources::isRecording).sorted().toList();
            if (found.isEmpty()) {
                throw new FileNotFoundException(directory + ": no WAV, FLAC, pcap or pcapng file below it");
            }
            return found;
        }
    }

    private static boolean isRecording(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }
}
