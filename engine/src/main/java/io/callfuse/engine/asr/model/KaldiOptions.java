package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a Kaldi file: one {@code --name=value} a line, {@code #} begins a comment, the last of a name counts. */
final class KaldiOptions {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Reads a file; what is no option is left out. */
    static KaldiOptions read(Path file) throws IOException {
        KaldiOptions options = new KaldiOptions();
        for (String line : Files.readAllLines(file)) {
            int comment = line.indexOf('#');
            String option = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (option.startsWith("--")) {
                int equals = option.indexOf('=');
                options.set(
                        equals < 0
                                ? option.substring(2)
                                : option.substring(2, equals).strip(),
                        equals < 0 ? "true" : option.substring(equals + 1).strip());
            }
        }
        return options;
    }

    /** Sets an option, whatever it was. */
    void set(String name, String value) {
        values.put(name, value);
    }

    /** The value of an option; empty where it is not named. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The number that an option has, or else the default; NaN where it is none. */
    double number(String name, double otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            return Double.NaN;
        }
    }

    /** The lines of a file with these options. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add("--" + name + "=" + value));
        return lines;
    }
}
