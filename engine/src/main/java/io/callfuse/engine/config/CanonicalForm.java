package io.callfuse.engine.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One text for all trees that mean the same: sorted names, no blanks, numbers without needless digits. */
final class CanonicalForm {
    private CanonicalForm() {}

    /** Returns {@code sha256:} and the hash of the canonical text of a completed tree. */
    static String sha256(JsonNode tree) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(text(tree).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", missing);
        }
    }

    static String text(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        append(tree, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            appendObject(node, text);
        } else if (node.isArray()) {
            appendArray(node, text);
        } else if (node.isNumber()) {
            text.append(node.decimalValue().stripTrailingZeros().toPlainString());
        } else {
            text.append(JsonMapper.shared().writeValueAsString(node));
        }
    }

    private static void appendArray(JsonNode node, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < node.size(); i++) {
            text.append(i == 0 ? "" : ",");
            append(node.get(i), text);
        }
        text.append(']');
    }

    private static void appendObject(JsonNode node, StringBuilder text) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(named -> sorted.put(named.getKey(), named.getValue()));
        char separator = '{';
        for (Map.Entry<String, JsonNode> named : sorted.entrySet()) {
            text.append(separator)
                    .append(JsonMapper.shared().writeValueAsString(named.getKey()))
                    .append(':');
            append(named.getValue(), text);
            separator = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }
}
