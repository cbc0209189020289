package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Recordings of more speakers than the corpora for tuning have, for fitting alone: a directory with one directory of WAV files
 * for each speaker, as the prompts and the spoken games that Debian packages. No figure is made of them.
 */
final class FittingVoices {
    private FittingVoices() {}

    /** Lists the recordings by speaker, both in the order of their names. */
    static Map<String, List<Clip>> list(Path directory) throws IOException {
        Map<String, List<Clip>> bySpeaker = new TreeMap<>();
        for (Path speaker : sorted(directory)) {
            String name = speaker.getFileName().toString();
            List<Clip> clips = new ArrayList<>();
            for (Path file : sorted(speaker)) {
                if (file.toString().endsWith(".wav")) {
                    clips.add(new Clip(file, file.toString(), "voices", name, "", "", 0, "", Optional.empty()));
                }
            }
            bySpeaker.put(name, clips);
        }
        return bySpeaker;
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.sorted().toList();
        }
    }
}
