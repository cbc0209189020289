package io.callfuse.engine.config;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in words what the schema of an option asks for. */
final class Expectation {
    private Expectation() {}

    /** What the value must be, such as {@code a number from 0 to 100}. */
    static String of(JsonNode option) {
        if (option.has("enum")) {
            return "one of "
                    + option.get("enum").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
        if (ConfigSchema.isDuration(option)) {
            return "a time from " + option.get("x-minimum").asString() + " to "
                    + option.get("x-maximum").asString();
        }
        return switch (option.path("type").asString("")) {
            case "integer" -> "a whole number" + range(option);
            case "number" -> "a number" + range(option);
            case "boolean" -> "true or false";
            case "array" -> "a list of at most " + option.get("maxItems").asString();
            case "object" -> "a section with options of its own";
            default -> text(option);
        };
    }

    /** What to do about a value that is none of that; empty where nothing is known. */
    static String hint(JsonNode option, JsonNode value) {
        boolean isText = "string".equals(option.path("type").asString(""));
        if (value.isNull()) {
            return "leave it out to keep the default";
        }
        if (ConfigSchema.isDuration(option) && value.asString("").matches("[0-9.]+")) {
            return "write a unit: '" + value.asString() + " s', '" + value.asString() + " ms' or '" + value.asString()
                    + " min'";
        }
        return isText && !option.has("enum") && (value.isNumber() || value.isBoolean())
                ? "put it in quotes: '" + value.asString() + "'"
                : "";
    }

    private static String range(JsonNode option) {
        return " from " + option.get("minimum").asString() + " to "
                + option.get("maximum").asString();
    }

    private static String text(JsonNode option) {
        return option.path("x-form").asString("text");
    }
}
