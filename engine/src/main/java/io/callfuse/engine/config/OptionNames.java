package io.callfuse.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Guesses which option somebody meant. */
final class OptionNames {
    private final ConfigSchema schema;

    OptionNames(ConfigSchema schema) {
        this.schema = schema;
    }

    /** Returns a hint for a name that a section does not know. */
    String hint(List<String> section, String name) {
        Collection<String> known = schema.at(section).path("properties").propertyNames();
        Optional<String> near = nearest(name, known);
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        List<String> elsewhere = new ArrayList<>();
        collect(schema.root(), List.of(), name, elsewhere);
        if (!elsewhere.isEmpty()) {
            return "did you mean '" + elsewhere.get(0) + "'?";
        }
        return "known here: " + String.join(", ", known);
    }

    /** Returns the name that is nearest to what was written, if any is near enough to be meant. */
    static Optional<String> nearest(String written, Collection<String> known) {
        int tolerance = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= tolerance)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    private void collect(JsonNode section, List<String> path, String name, List<String> found) {
        for (String property : section.path("properties").propertyNames()) {
            List<String> child = YamlDocument.append(path, property);
            if (property.equalsIgnoreCase(name)) {
                found.add(String.join(".", child));
            }
            collect(schema.child(section, property), child, name, found);
        }
    }

    /** Edits from one word to the other, without regard to case and to hyphens (Levenshtein 1966). */
    private static int distance(String one, String other) {
        String from = plain(one);
        String to = plain(other);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
