package io.callfuse.models;

import io.callfuse.models.EmotionModel.EmotionClass;
import io.callfuse.models.EmotionModel.Feature;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model file: strict JSON, in which every key must be there and none may be unknown. Numbers are written with six decimals
 * by {@link BigDecimal}, since {@code Double.toString} differs between JDKs.
 */
final class ModelJson {
    private static final String FORMAT = "callfuse-emotion-model-1";
    private static final int DECIMALS = 6;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ModelJson() {}

    static EmotionModel read(byte[] bytes, String source) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            String format = text(root, "format");
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("the format is '" + format + "', not '" + FORMAT + "'");
            }
            only(root, Set.of("format", "version", "smoothingSpeechSeconds", "score", "classes", "features"));
            return model(root);
        } catch (JacksonException e) {
            throw new IOException(source + ": not a model file: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        }
    }

    private static EmotionModel model(JsonNode root) {
        JsonNode classNodes = array(root, "classes");
        List<Feature> features = new ArrayList<>();
        List<List<Double>> weights = new ArrayList<>();
        for (int c = 0; c < classNodes.size(); c++) {
            weights.add(new ArrayList<>());
        }
        for (JsonNode node : array(root, "features")) {
            only(node, Set.of("name", "group", "mean", "scale", "weights"));
            Feature feature =
                    new Feature(text(node, "name"), text(node, "group"), number(node, "mean"), number(node, "scale"));
            features.add(feature);
            JsonNode row = array(node, "weights");
            if (row.size() != classNodes.size()) {
                throw new IllegalArgumentException("feature '" + feature.name() + "' has " + row.size()
                        + " weights for " + classNodes.size() + " classes");
            }
            for (int c = 0; c < row.size(); c++) {
                weights.get(c).add(number("weight of '" + feature.name() + "'", row.get(c)));
            }
        }
        List<EmotionClass> classes = new ArrayList<>();
        for (int c = 0; c < classNodes.size(); c++) {
            JsonNode node = classNodes.get(c);
            only(node, Set.of("name", "emotion", "upset", "bias"));
            classes.add(new EmotionClass(
                    text(node, "name"),
                    text(node, "emotion"),
                    number(node, "upset"),
                    number(node, "bias"),
                    weights.get(c)));
        }
        JsonNode score = root.path("score");
        only(score, Set.of("anchorLogOdds", "steepness"));
        return new EmotionModel(
                text(root, "version"),
                features,
                classes,
                new ScoreMap(number(score, "anchorLogOdds"), number(score, "steepness")),
                number(root, "smoothingSpeechSeconds"));
    }

    static byte[] write(EmotionModel model) {
        StringBuilder out = new StringBuilder("{\n");
        out.append("  \"format\": \"").append(FORMAT).append("\",\n");
        out.append("  \"version\": ").append(quoted(model.version())).append(",\n");
        out.append("  \"smoothingSpeechSeconds\": ")
                .append(plain(model.smoothingSpeechSeconds()))
                .append(",\n");
        out.append("  \"score\": {\"anchorLogOdds\": ")
                .append(plain(model.scoreMap().anchorLogOdds()))
                .append(", \"steepness\": ")
                .append(plain(model.scoreMap().steepness()))
                .append("},\n  \"classes\": [\n");
        for (int c = 0; c < model.classes().size(); c++) {
            EmotionClass one = model.classes().get(c);
            out.append(c == 0 ? "" : ",\n").append("    {\"name\": ").append(quoted(one.name()));
            out.append(", \"emotion\": ").append(quoted(one.emotion()));
            out.append(", \"upset\": ").append(plain(one.upset()));
            out.append(", \"bias\": ").append(plain(one.bias())).append('}');
        }
        out.append("\n  ],\n  \"features\": [\n");
        for (int f = 0; f < model.features().size(); f++) {
            out.append(f == 0 ? "" : ",\n");
            writeFeature(out, model, f);
        }
        return out.append("\n  ]\n}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFeature(StringBuilder out, EmotionModel model, int f) {
        Feature feature = model.features().get(f);
        out.append("    {\"name\": ").append(quoted(feature.name()));
        out.append(", \"group\": ").append(quoted(feature.group()));
        out.append(", \"mean\": ").append(plain(feature.mean()));
        out.append(", \"scale\": ").append(plain(feature.scale())).append(", \"weights\": [");
        for (int c = 0; c < model.classes().size(); c++) {
            out.append(c == 0 ? "" : ", ")
                    .append(plain(model.classes().get(c).weights().get(f)));
        }
        out.append("]}");
    }

    /** The number as the file will have it: six decimals. */
    static double rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static String plain(double value) {
        BigDecimal shortest =
                new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return shortest.signum() == 0 ? "0" : shortest.toPlainString();
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

    private static double number(JsonNode node, String key) {
        return number(key, node.path(key));
    }

    private static double number(String what, JsonNode found) {
        if (!found.isNumber()) {
            throw new IllegalArgumentException("'" + what + "' is missing or no number");
        }
        return found.doubleValue();
    }
}
