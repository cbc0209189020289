package io.callfuse.engine.config;

import io.callfuse.engine.policy.rules.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
        Optional<String> near = NearestName.of(name, known);
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

    private void collect(JsonNode section, List<String> path, String name, List<String> found) {
        for (String property : section.path("properties").propertyNames()) {
            List<String> child = YamlDocument.append(path, property);
            if (property.equalsIgnoreCase(name)) {
                found.add(String.join(".", child));
            }
            collect(schema.child(section, property), child, name, found);
        }
    }
}
