package io.callfuse.engine.evaluation;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A list of labelled recordings: columns {@code file} and {@code label}, and where it is known {@code onset_ms} or
 * {@code onset_s}, {@code speaker} and {@code spoken_2s_ms}; further columns are nobody's business here. Every fault is told, each
 * with its line, before anything is analysed.
 */
public final class LabelList {
    private final CsvTable table;
    private final Path directory;
    private final List<String> faults = new ArrayList<>();
    private final Map<Path, Integer> lines = new HashMap<>();

    private LabelList(CsvTable table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    /**
     * Reads the list.
     *
     * @param directory where the recordings lie that it names
     * @throws ListException one line for each fault
     * @throws IOException if the list cannot be read
     */
    public static List<LabelledCall> read(Path list, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new ListException(directory + ": is no directory");
        }
        LabelList labels = new LabelList(CsvTable.read(list), directory);
        return labels.calls();
    }

    private List<LabelledCall> calls() throws ListException {
        table.column("file");
        table.column("label");
        if (table.has("onset_s") && table.has("onset_ms")) {
            throw new ListException(table.at(new CsvTable.Row(1, List.of())) + "onset_s and onset_ms: one of the two");
        }
        List<LabelledCall> calls = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            int before = faults.size();
            Path recording = recording(row);
            CallLabel label = label(row);
            OptionalLong onsetMs = label == null ? OptionalLong.empty() : onset(row, label);
            OptionalLong spoken2sMs = milliseconds(row, "spoken_2s_ms", 1);
            if (faults.size() == before) {
                calls.add(new LabelledCall(
                        table.cell(row, "file"),
                        recording,
                        label,
                        onsetMs,
                        table.cell(row, "speaker"),
                        spoken2sMs,
                        table.at(row)));
            }
        }
        ListException.throwIfAny(faults);
        if (calls.isEmpty()) {
            throw new ListException(table.at(new CsvTable.Row(1, List.of())) + "the list has a headline and no call");
        }
        return calls;
    }

    private Path recording(CsvTable.Row row) {
        String name = table.cell(row, "file");
        if (name.isEmpty()) {
            fault(row, "no file is named");
            return null;
        }
        Path recording;
        try {
            recording = directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            fault(row, "'" + name + "' can be no file's name");
            return null;
        }
        Integer earlier = lines.putIfAbsent(recording, row.line());
        if (earlier != null) {
            fault(row, name + " was labelled in line " + earlier + " already");
        } else if (!Files.isRegularFile(recording)) {
            fault(row, recording + (Files.exists(recording) ? " is no file" : " does not exist"));
        }
        return recording;
    }

    private CallLabel label(CsvTable.Row row) {
        String text = table.cell(row, "label");
        Optional<CallLabel> label = CallLabel.of(text);
        if (label.isEmpty()) {
            fault(row, "'" + text + "' is no label; there are " + String.join(", ", CallLabel.texts()));
        }
        return label.orElse(null);
    }

    private OptionalLong onset(CsvTable.Row row, CallLabel label) {
        String column = table.has("onset_s") ? "onset_s" : "onset_ms";
        OptionalLong onset = milliseconds(row, column, column.equals("onset_s") ? 1000 : 1);
        if (!label.upset() && onset.isPresent()) {
            fault(row, "an onset in a call in which nobody is upset (" + label.text() + ")");
        }
        if (label == CallLabel.ESCALATING && table.cell(row, column).isEmpty()) {
            fault(
                    row,
                    "an escalating call without its onset (column onset_s or onset_ms); where that is not known the label is"
                            + " upset");
        }
        if (label == CallLabel.ANGRY && onset.orElse(0) > 0) {
            fault(row, "angry is from the start; a call with an onset is escalating");
        }
        return label == CallLabel.ANGRY ? OptionalLong.of(0) : onset;
    }

    private OptionalLong milliseconds(CsvTable.Row row, String column, int msPerUnit) {
        String cell = table.cell(row, column);
        if (cell.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal ms = new BigDecimal(cell).multiply(BigDecimal.valueOf(msPerUnit));
            if (ms.signum() >= 0) {
                return OptionalLong.of(ms.setScale(0, RoundingMode.HALF_UP).longValueExact());
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below, as is a number under 0
        }
        fault(row, "'" + cell + "' in column " + column + " is no time");
        return OptionalLong.empty();
    }

    private void fault(CsvTable.Row row, String what) {
        faults.add(table.at(row) + what);
    }
}
