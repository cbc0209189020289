package io.callfuse.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The recordings of a data directory, as its {@code utterances.csv} lists them. */
final class Corpora {
    /** The classes that are fitted, in the model's order. */
    static final List<String> CLASSES = List.of("neutral", "angry", "fear", "sad", "happy", "surprise", "disgust");

    private static final Map<String, String> CLASS_OF_LABEL = Map.of("calm", "neutral", "boredom", "neutral");
    private static final int COLUMNS = 9;

    private final List<Clip> acted = new ArrayList<>();
    private final List<Clip> telephone = new ArrayList<>();

    private Corpora() {}

    /** Makes a corpus of what is in memory. */
    static Corpora of(List<Clip> acted) {
        Corpora corpora = new Corpora();
        corpora.acted.addAll(acted);
        return corpora;
    }

    /** Reads the list and every recording on it; one that cannot be read is an error that names it. */
    static Corpora read(Path directory) throws IOException {
        Path list = directory.resolve("utterances.csv");
        List<String> lines = Files.readAllLines(list);
        if (lines.isEmpty() || !lines.get(0).startsWith("path,corpus,language,speaker,sex,emotion,")) {
            throw new IOException(list + ":1: not a list of utterances");
        }
        Corpora corpora = new Corpora();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length < COLUMNS) {
                throw new IOException(list + ":" + (i + 1) + ": " + cells.length + " cells, not " + COLUMNS);
            }
            corpora.add(directory, cells);
        }
        return corpora;
    }

    /**
     * The same corpora without the acted clips of some speakers.
     *
     * @throws IOException naming a speaker that has none: he was misspelt
     */
    Corpora without(Set<String> speakers) throws IOException {
        Set<String> unknown = new TreeSet<>(speakers);
        unknown.removeAll(bySpeaker().keySet());
        if (!unknown.isEmpty()) {
            throw new IOException("no acted clip of a speaker '" + String.join("', '", unknown) + "'");
        }
        Corpora fewer = new Corpora();
        acted.stream().filter(clip -> !speakers.contains(clip.speaker())).forEach(fewer.acted::add);
        fewer.telephone.addAll(telephone);
        return fewer;
    }

    /** Acted clips with a class that is fitted. */
    List<Clip> acted() {
        return acted;
    }

    /** Legs of real and role-played telephone calls, never fitted on. */
    List<Clip> telephone() {
        return telephone;
    }

    /** Acted clips by speaker, in the order of the list. */
    Map<String, List<Clip>> bySpeaker() {
        Map<String, List<Clip>> grouped = new LinkedHashMap<>();
        for (Clip clip : acted) {
            grouped.computeIfAbsent(clip.speaker(), s -> new ArrayList<>()).add(clip);
        }
        return grouped;
    }

    private void add(Path directory, String[] cells) throws IOException {
        boolean isTelephone = cells[7].equals("telephone");
        String emotion = CLASS_OF_LABEL.getOrDefault(cells[5], cells[5]);
        if (!isTelephone && !CLASSES.contains(emotion)) {
            return;
        }
        short[] samples = ClipReader.read(directory.resolve(cells[0]));
        // The second half of the German corpus has the speakers of the first.
        String speaker = cells[3].replace("emodb2s-", "emodb-");
        (isTelephone ? telephone : acted)
                .add(new Clip(cells[0], cells[1], speaker, cells[4], emotion, samples, SpeechLevel.dbfs(samples)));
    }
}
