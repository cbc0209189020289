package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The recordings of a data directory, as its {@code utterances.csv} and {@code prosody_reference.csv} list them, and the spoken
 * digits of its {@code speech/fsdd}. Immutable.
 */
public final class Corpus {
    private static final int COLUMNS = 9;

    private final List<Clip> clips = new ArrayList<>();

    private Corpus() {}

    /** Reads the lists, not the recordings; a list that is malformed is an error that names the line. */
    public static Corpus read(Path directory) throws IOException {
        Map<String, Prosody> marks = prosody(directory.resolve("prosody_reference.csv"));
        Path list = directory.resolve("utterances.csv");
        List<String> lines = Files.readAllLines(list);
        if (lines.isEmpty() || !lines.get(0).startsWith("path,corpus,language,speaker,sex,emotion,")) {
            throw new IOException(list + ":1: not a list of utterances");
        }
        Corpus corpus = new Corpus();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", COLUMNS + 1);
            if (cells.length < COLUMNS) {
                throw new IOException(list + ":" + (i + 1) + ": " + cells.length + " cells, not " + COLUMNS);
            }
            corpus.clips.add(clip(directory, cells, marks));
        }
        corpus.clips.addAll(SpokenDigits.list(directory.resolve("speech/fsdd")));
        return corpus;
    }

    /** Every clip, in the order of the list. */
    public List<Clip> clips() {
        return List.copyOf(clips);
    }

    /** The clips of one part and of these corpora, or of all corpora where none is named, in the order of the list. */
    public List<Clip> clips(Part part, String... corpora) {
        Set<String> wanted = Set.of(corpora);
        return clips.stream()
                .filter(c -> c.part() == part && (wanted.isEmpty() || wanted.contains(c.corpus())))
                .toList();
    }

    private static Clip clip(Path directory, String[] cells, Map<String, Prosody> marks) {
        // The second half of the German corpus has the speakers of the first.
        String speaker = cells[3].replace("emodb2s-", "emodb-");
        String text = cells.length > COLUMNS ? cells[COLUMNS].replaceAll("^\"|\"$", "") : "";
        return new Clip(
                directory.resolve(cells[0]),
                cells[0],
                cells[1],
                speaker,
                cells[4],
                cells[5],
                Double.parseDouble(cells[8]),
                text,
                Optional.ofNullable(marks.get(cells[0])));
    }

    private static Map<String, Prosody> prosody(Path list) throws IOException {
        Map<String, Prosody> marks = new HashMap<>();
        List<String> lines = Files.readAllLines(list);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            marks.put(
                    cells[0],
                    new Prosody(
                            Integer.parseInt(cells[1]),
                            Double.parseDouble(cells[2]),
                            number(cells[4]),
                            number(cells[5]),
                            number(cells[6])));
        }
        return marks;
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
