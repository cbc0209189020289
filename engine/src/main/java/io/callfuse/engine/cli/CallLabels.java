package io.callfuse.engine.cli;

import io.callfuse.engine.tuning.CallLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a list of labels, a line {@code CALL,LABEL} for each call. Stateless. */
final class CallLabels {
    private CallLabels() {}

    /**
     * Reads by the ids of calls whether the caller was upset. A headline {@code call,label} and lines that begin with {@code #} are
     * left out.
     *
     * @throws CommandFailure if the file cannot be read, or a line of it; one line that names it
     */
    static Map<String, Boolean> read(Path file) throws CommandFailure {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unread) {
            throw new CommandFailure("--labels " + file + " cannot be read: " + CommandErrors.lineOf(unread), unread);
        }
        Map<String, Boolean> upset = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || i == 0 && line.equals("call,label")) {
                continue;
            }
            String[] parts = line.split(",", -1);
            Optional<Boolean> label = parts.length == 2 ? CallLabel.isUpset(parts[1].strip()) : Optional.empty();
            if (label.isEmpty()) {
                throw new CommandFailure(file + ":" + (i + 1) + ": '" + line
                        + "' is no CALL,LABEL with a label of upset, angry, escalating, calm, normal, happy-loud");
            }
            upset.put(parts[0].strip(), label.get());
        }
        return upset;
    }
}
