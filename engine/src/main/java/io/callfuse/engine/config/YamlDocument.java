package io.callfuse.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML file as a tree that still knows the line of each of its options. */
final class YamlDocument {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Pattern PLACE = Pattern.compile("^ in reader, line ([0-9]{1,9}), column", Pattern.MULTILINE);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<List<String>, Integer> lines = new HashMap<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private JsonNode root = NODES.missingNode();

    private YamlDocument() {}

    /** Reads a text; what is wrong with it is in {@link #faults}, and the tree then holds what came before. */
    static YamlDocument read(String text) {
        YamlDocument document = new YamlDocument();
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            document.readRoot(parser);
        } catch (JacksonException malformed) {
            document.faults.add(syntaxFault(malformed));
        }
        return document;
    }

    /** The whole tree; missing where the file holds nothing. */
    JsonNode root() {
        return root;
    }

    /** Syntax errors, options that stand twice, aliases. */
    List<ConfigFault> faults() {
        return faults;
    }

    /** The line of an option or, where the file does not name it, of the innermost section around it; else 1. */
    int line(List<String> path) {
        for (int depth = path.size(); depth > 0; depth--) {
            Integer line = lines.get(path.subList(0, depth));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private void readRoot(JsonParser parser) {
        if (parser.nextToken() == null) {
            return;
        }
        root = readValue(parser, List.of());
        if (parser.nextToken() != null) {
            faults.add(
                    new ConfigFault(line(parser), "", "a second document begins here", "one file holds one document"));
        }
    }

    private JsonNode readValue(JsonParser parser, List<String> path) {
        lines.putIfAbsent(path, line(parser));
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, path);
            case START_ARRAY -> readArray(parser, path);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            default -> readText(parser, path);
        };
    }

    private ObjectNode readObject(JsonParser parser, List<String> path) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            List<String> child = append(path, name);
            int line = line(parser);
            if (object.has(name)) {
                faults.add(new ConfigFault(
                        line, String.join(".", child), "stands twice", "the first is in line " + line(child)));
            }
            lines.put(child, line);
            parser.nextToken();
            object.set(name, readValue(parser, child));
        }
        return object;
    }

    private ArrayNode readArray(JsonParser parser, List<String> path) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser, append(path, Integer.toString(array.size()))));
        }
        return array;
    }

    // YAML also calls .inf and .nan numbers; they stay text, which no option for a number takes.
    private static JsonNode readDecimal(JsonParser parser) {
        String text = parser.getString();
        return text.matches("[-+]?\\.?[0-9].*") ? NODES.numberNode(parser.getDecimalValue()) : NODES.stringNode(text);
    }

    private JsonNode readText(JsonParser parser, List<String> path) {
        if (((YAMLParser) parser).isCurrentAlias()) {
            faults.add(new ConfigFault(
                    line(parser), String.join(".", path), "is an alias", "write the value out; aliases are not read"));
        }
        return NODES.stringNode(parser.getString());
    }

    static List<String> append(List<String> path, String name) {
        List<String> child = new ArrayList<>(path);
        child.add(name);
        return List.copyOf(child);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The parser tells a story of several lines with a picture of the place; its plain sentences make one line. */
    private static ConfigFault syntaxFault(JacksonException malformed) {
        String story = malformed.getOriginalMessage();
        String reason = story.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return new ConfigFault(syntaxLine(story, malformed), "", "is not YAML: " + reason, "");
    }

    // The parser's own location is that of the last whole piece before the fault; the last place in its story is the
    // fault's.
    private static int syntaxLine(String story, JacksonException malformed) {
        Matcher places = PLACE.matcher(story);
        int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
        while (places.find()) {
            line = Integer.parseInt(places.group(1));
        }
        return Math.max(1, line);
    }
}
