package io.callfuse.engine.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.callfuse.engine.call.DurationText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of the configuration, which also holds the defaults. Beside the standard's own words it uses
 * {@code x-minimum} and {@code x-maximum} for times, {@code x-form} for a pattern in words, and {@code x-refused}, which gives the hint for options that are retired
 * or never allowed.
 */
final class ConfigSchema {
    /** The schema that comes with the engine. */
    static final ConfigSchema EMBEDDED = new ConfigSchema(read("schema.json"));

    private static final String DEFINITIONS = "#/$defs/";

    private final JsonNode root;
    private final Schema schema;

    ConfigSchema(JsonNode root) {
        this.root = root;
        Dialect.Builder dialect = Dialect.builder(Dialects.getDraft202012());
        for (String ours : List.of("x-minimum", "x-maximum", "x-form", "x-refused")) {
            dialect.keyword(new NonValidationKeyword(ours));
        }
        schema = SchemaRegistry.withDefaultDialect(dialect.build()).getSchema(root);
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = ConfigSchema.class.getResourceAsStream(resource)) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the engine's own " + resource + " cannot be read", unreadable);
        }
    }

    /** Returns the schema of the whole file. */
    JsonNode root() {
        return root;
    }

    /** Returns everything by which a tree breaks the schema. */
    List<Error> validate(JsonNode tree) {
        return schema.validate(tree);
    }

    /** Returns the schema of an option, references resolved; missing where there is no such option. */
    JsonNode at(List<String> path) {
        JsonNode node = root;
        for (String name : path) {
            node = child(node, name);
        }
        return node;
    }

    /** Returns the schema of what stands under a name in a section; missing where nothing may. */
    JsonNode child(JsonNode section, String name) {
        if (section.has("items")) {
            return resolve(section.get("items"));
        }
        JsonNode property = section.path("properties").path(name);
        return resolve(property.isMissingNode() ? section.path("additionalProperties") : property);
    }

    /** Whether a schema is that of a time. */
    static boolean isDuration(JsonNode option) {
        return option.has("x-minimum");
    }

    /**
     * Completes a valid tree with the defaults and writes every time in the same unit, so that trees that mean the same are
     * the same.
     */
    ObjectNode complete(JsonNode tree) {
        return (ObjectNode) complete(tree, root);
    }

    private JsonNode complete(JsonNode given, JsonNode option) {
        JsonNode value = given.isMissingNode() ? option.path("default") : given;
        if (value.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : value) {
                elements.add(complete(element, resolve(option.path("items"))));
            }
            return elements;
        }
        if (!"object".equals(option.path("type").asString(""))) {
            return isDuration(option) ? canonicalDuration(value) : value;
        }
        ObjectNode completed = JsonNodeFactory.instance.objectNode();
        for (String name : option.path("properties").propertyNames()) {
            completed.set(name, complete(value.path(name), child(option, name)));
        }
        for (Map.Entry<String, JsonNode> named : value.properties()) {
            if (!completed.has(named.getKey())) {
                completed.set(named.getKey(), complete(named.getValue(), child(option, named.getKey())));
            }
        }
        return completed;
    }

    private static JsonNode canonicalDuration(JsonNode value) {
        return JsonNodeFactory.instance.stringNode(
                DurationText.canonical(DurationText.parse(value.asString()).orElseThrow()));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        if (reference.isEmpty()) {
            return node;
        }
        JsonNode definition = root.path("$defs").path(reference.substring(DEFINITIONS.length()));
        ObjectNode resolved = ((ObjectNode) definition).deepCopy();
        resolved.setAll((ObjectNode) node);
        resolved.remove("$ref");
        return resolved;
    }
}
