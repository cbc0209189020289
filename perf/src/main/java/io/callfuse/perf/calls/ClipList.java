package io.callfuse.perf.calls;

import io.callfuse.engine.evaluation.CsvTable;
import io.callfuse.engine.evaluation.ListException;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of clips: columns {@code path} (below the data directory), {@code speaker} and {@code emotion}, and where it is known
 * {@code corpus}, {@code language} and {@code sex}; further columns are left alone, as are clips of emotions that no call is made
 * of, and those that are too long to be clips.
 */
final class ClipList {
    private final CsvTable table;
    private final Path directory;
    private final List<String> faults = new ArrayList<>();
    private final List<LabelledClip> clips = new ArrayList<>();
    private int tooLong;

    private ClipList(CsvTable table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    /**
     * Reads the list and the header of each clip.
     *
     * @throws ListException one line for each fault
     */
    static ClipList read(Path list, Path directory, CallMix mix) throws IOException {
        ClipList clips = new ClipList(CsvTable.read(list), directory);
        clips.read(mix);
        return clips;
    }

    /** The clips, in the order of the list. */
    List<LabelledClip> clips() {
        return List.copyOf(clips);
    }

    /** How many were left out because they are too long. */
    int tooLong() {
        return tooLong;
    }

    private void read(CallMix mix) throws ListException {
        table.column("path");
        table.column("speaker");
        table.column("emotion");
        Set<String> paths = new HashSet<>();
        for (CsvTable.Row row : table.rows()) {
            String path = table.cell(row, "path");
            String speaker = speaker(table.cell(row, "speaker"));
            Optional<Mood> mood = Mood.of(table.cell(row, "emotion"));
            if (path.isEmpty() || speaker.isEmpty()) {
                faults.add(table.at(row) + "a clip without " + (path.isEmpty() ? "path" : "speaker"));
            } else if (!paths.add(path)) {
                faults.add(table.at(row) + path + " is on the list already");
            } else if (mood.isPresent()) {
                add(row, path, speaker, mood.get(), mix);
            }
        }
        ListException.throwIfAny(faults);
    }

    private void add(CsvTable.Row row, String path, String speaker, Mood mood, CallMix mix) {
        Path file = directory.resolve(path);
        try (Recording recording = Recording.open(file, ChannelChoice.UNSAID)) {
            int lengthMs = (int) Math.min(Integer.MAX_VALUE, recording.promisedSeconds() * 1000);
            if (lengthMs > mix.mostClipMs()) {
                tooLong++;
            } else {
                clips.add(new LabelledClip(
                        path,
                        file,
                        table.cell(row, "corpus"),
                        table.cell(row, "language"),
                        speaker,
                        table.cell(row, "sex"),
                        mood,
                        lengthMs));
            }
        } catch (RecordingException e) {
            faults.add(table.at(row) + e.getMessage());
        }
    }

    /** The second half of the German corpus has the speakers of the first. */
    static String speaker(String name) {
        return name.replace("emodb2s-", "emodb-");
    }
}
