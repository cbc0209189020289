package io.callfuse.models;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strict JSON, in which every key must be there and none may be unknown. Numbers are written with six decimals by
 * {@link BigDecimal}, since {@code Double.toString} differs between JDKs.
 */
final class StrictJson {
    private static final int DECIMALS = 6;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StrictJson() {}

    static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /** The number as a file has it: at most six decimals. */
    static String plain(double value) {
        BigDecimal shortest = kept(value).stripTrailingZeros();
        return shortest.signum() == 0 ? "0" : shortest.toPlainString();
    }

    /** The number as it comes back from a file. */
    static double rounded(double value) {
        return kept(value).doubleValue();
    }

    private static BigDecimal kept(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    static void only(JsonNode node, Set<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "'");
            }
        }
    }

    static JsonNode array(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isArray()) {
            throw new IllegalArgumentException("'" + key + "' is missing or no list");
        }
        return found;
    }

    static String text(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isString()) {
            throw new IllegalArgumentException("'" + key + "' is missing or no text");
        }
        return found.stringValue();
    }

    static double number(JsonNode node, String key) {
        return number(key, node.path(key));
    }

    private static double number(String what, JsonNode found) {
        if (!found.isNumber()) {
            throw new IllegalArgumentException("'" + what + "' is missing or no number");
        }
        return found.doubleValue();
    }
}
