package io.callfuse.engine.config;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.callfuse.engine.call.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds where a file breaks the schema, and says it in the words of one who edits the file. One fault an option. */
final class SchemaFaults {
    private static final int LONGEST_SHOWN = 60;

    private final ConfigSchema schema;
    private final YamlDocument document;
    private final Map<List<String>, ConfigFault> faults = new LinkedHashMap<>();

    SchemaFaults(ConfigSchema schema, YamlDocument document) {
        this.schema = schema;
        this.document = document;
    }

    /** Returns the faults by the path of the option they concern. */
    Map<List<String>, ConfigFault> find() {
        schema.validate(document.root()).forEach(this::take);
        takeDurations(document.root(), schema.root(), List.of());
        return faults;
    }

    private void take(Error error) {
        List<String> path = path(error.getInstanceLocation());
        switch (error.getKeyword()) {
            case "additionalProperties" -> addUnknown(YamlDocument.append(path, error.getProperty()));
            case "propertyNames" -> {
                List<String> named = YamlDocument.append(path, error.getProperty());
                add(named, "is not a name for this", "begin with a letter; letters, digits, '-' and '_'; not 'none'");
            }
            case "required" -> add(path, "lacks '" + error.getProperty() + "'", "");
            case "minProperties" -> add(path, "is empty", "leave it out to keep the defaults");
            default -> addWrongValue(path, error.getInstanceNode());
        }
    }

    // The schema can hold the form of a time but not its range.
    private void takeDurations(JsonNode tree, JsonNode option, List<String> path) {
        for (Map.Entry<String, JsonNode> named : tree.properties()) {
            List<String> child = YamlDocument.append(path, named.getKey());
            JsonNode childOption = schema.child(option, named.getKey());
            if (named.getValue().isArray()) {
                takeElements(named.getValue(), childOption, child);
            } else if (ConfigSchema.isDuration(childOption)) {
                if (!named.getValue().isString() || !inRange(named.getValue().asString(), childOption)) {
                    addWrongValue(child, named.getValue());
                }
            } else {
                takeDurations(named.getValue(), childOption, child);
            }
        }
    }

    private void takeElements(JsonNode list, JsonNode option, List<String> path) {
        for (int i = 0; i < list.size(); i++) {
            List<String> element = YamlDocument.append(path, Integer.toString(i));
            takeDurations(list.get(i), schema.child(option, Integer.toString(i)), element);
        }
    }

    private static boolean inRange(String text, JsonNode option) {
        Duration least = DurationText.parse(option.get("x-minimum").asString()).orElseThrow();
        Duration most = DurationText.parse(option.get("x-maximum").asString()).orElseThrow();
        return DurationText.parse(text)
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0)
                .isPresent();
    }

    private void addUnknown(List<String> path) {
        List<String> section = path.subList(0, path.size() - 1);
        String name = path.get(path.size() - 1);
        JsonNode refused = schema.at(section).path("x-refused").path(name);
        if (refused.isString()) {
            add(path, "is not allowed here", refused.asString());
        } else {
            add(path, "is not an option", new OptionNames(schema).hint(section, name));
        }
    }

    private void addWrongValue(List<String> path, JsonNode value) {
        JsonNode option = schema.at(path);
        add(path, describe(value) + "; it must be " + Expectation.of(option), Expectation.hint(option, value));
    }

    private static String describe(JsonNode value) {
        if (value.isNull()) {
            return "has no value";
        }
        if (value.isObject()) {
            return "is a section";
        }
        return value.isArray() ? "is a list" : "is '" + shorten(value.asString()) + "'";
    }

    private static String shorten(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }

    private void add(List<String> path, String reason, String hint) {
        faults.putIfAbsent(path, new ConfigFault(document.line(path), String.join(".", path), reason, hint));
    }

    private static List<String> path(NodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(location.getName(i));
        }
        return path;
    }
}
