package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The reference file documents exactly the options there are, with exactly the defaults they have. */
@Timeout(30)
class ReferenceTest {
    private final String text = reference();
    private final ConfigSchema schema = ConfigSchema.EMBEDDED;

    @Test
    void shouldParseToExactlyTheDefaults() throws ConfigException {
        LoadedConfig reference = ConfigLoader.parse(text, "reference.yaml", schema);
        LoadedConfig defaults = ConfigLoader.defaults();
        assertThat(reference.config()).isEqualTo(defaults.config());
        assertThat(reference.sha256()).isEqualTo(defaults.sha256());
    }

    @Test
    void shouldNameEveryOptionOfTheSchema() {
        List<List<String>> options = options();
        assertThat(options).hasSizeGreaterThan(40);
        JsonNode tree = YamlDocument.read(text).root();
        assertThat(options).allSatisfy(option -> assertThat(at(tree, option).isMissingNode())
                .as("%s is missing", option)
                .isFalse());
    }

    @Test
    void shouldSayTheDefaultOfEveryOptionInTheCommentAboveIt() {
        YamlDocument document = YamlDocument.read(text);
        List<String> lines = text.lines().toList();
        assertThat(options()).allSatisfy(option -> {
            JsonNode described = schema.at(option);
            if (described.has("default") && !described.path("type").asString("").equals("object")) {
                String comment = commentAbove(lines, document.line(option) - 1);
                JsonNode standard = described.get("default");
                assertThat(comment).as("comment of %s", option).contains("Default: " + written(standard) + ".");
            }
        });
    }

    private static String written(JsonNode standard) {
        if (!standard.isArray()) {
            return standard.asString();
        }
        List<String> elements = standard.valueStream().map(JsonNode::asString).toList();
        return elements.isEmpty() ? "none" : elements.toString();
    }

    @Test
    void shouldDescribeEveryOptionInTheSchema() {
        assertThat(options()).allSatisfy(option -> assertThat(
                        schema.at(option).path("description").asString(""))
                .as("description of %s", option)
                .isNotBlank());
        assertThat(options())
                .filteredOn(
                        option -> !schema.at(option).path("type").asString("").equals("object"))
                .filteredOn(option -> !option.get(option.size() - 1).equals("context"))
                .allSatisfy(option -> assertThat(schema.at(option).has("default"))
                        .as("default of %s", option)
                        .isTrue());
    }

    /** Every path the schema knows; where the operator gives the name, {@code soothing} stands for it. */
    private List<List<String>> options() {
        List<List<String>> options = new ArrayList<>();
        collect(schema.root(), List.of(), options);
        return options;
    }

    private void collect(JsonNode section, List<String> path, List<List<String>> options) {
        for (String name : section.path("properties").propertyNames()) {
            options.add(YamlDocument.append(path, name));
            collect(schema.child(section, name), YamlDocument.append(path, name), options);
        }
        if (section.path("additionalProperties").isObject()) {
            collect(schema.child(section, "soothing"), YamlDocument.append(path, "soothing"), options);
        }
    }

    private static JsonNode at(JsonNode tree, List<String> path) {
        JsonNode node = tree;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    private static String commentAbove(List<String> lines, int index) {
        StringBuilder comment = new StringBuilder();
        for (int i = index - 1; i >= 0 && lines.get(i).strip().startsWith("#"); i--) {
            comment.insert(0, lines.get(i).strip().substring(1));
        }
        return comment.toString();
    }

    private static String reference() {
        try (InputStream stream = ReferenceTest.class.getResourceAsStream("reference.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The schema is itself a valid schema of its dialect, as far as its own words go. */
    @Test
    void shouldAcceptItsOwnDefaults() {
        JsonNode complete = schema.complete(YamlDocument.read("{}").root());
        assertThat(schema.validate(complete)).isEmpty();
        for (Map.Entry<String, JsonNode> section : complete.properties()) {
            assertThat(section.getValue().isObject() || section.getValue().isArray())
                    .as(section.getKey())
                    .isTrue();
        }
    }
}
