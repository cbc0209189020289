package io.callfuse.models;

import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The model file: strict JSON, names as text, numbers as Base64 of little-endian IEEE 754 single precision, so that they come
 * back bit by bit. Its last key is the SHA-256 of what stands before it in the form in which it is written here: a file that was
 * changed is refused, one that was only laid out anew is not.
 */
final class ModelJson {
    private static final String FORMAT = "callfuse-emotion-model-2";
    private static final Set<String> KEYS = Set.of(
            "format",
            "version",
            "history",
            "hiddenUnits",
            "classes",
            "inputs",
            "mean",
            "scale",
            "hidden",
            "hiddenBias",
            "output",
            "outputBias",
            "shift",
            "coldMean",
            "calibration",
            "score",
            "sha256");

    private ModelJson() {}

    static EmotionModel read(byte[] bytes, String source) throws IOException {
        try {
            JsonNode root = StrictJson.read(bytes);
            String format = StrictJson.text(root, "format");
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("the format is '" + format + "', not '" + FORMAT + "'");
            }
            StrictJson.only(root, KEYS);
            EmotionModel network = network(root);
            if (!sha256(body(network)).equals(StrictJson.text(root, "sha256"))) {
                throw new IllegalArgumentException("the checksum does not fit: the file was changed or damaged");
            }
            return network;
        } catch (JacksonException e) {
            throw new IOException(source + ": not a model file: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        }
    }

    static byte[] write(EmotionModel network) {
        String body = body(network);
        return (body + ",\n  \"sha256\": \"" + sha256(body) + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static EmotionModel network(JsonNode root) {
        List<OutputClass> classes = new ArrayList<>();
        for (JsonNode node : StrictJson.array(root, "classes")) {
            StrictJson.only(node, Set.of("name", "emotion", "upset"));
            classes.add(new OutputClass(StrictJson.text(node, "name"), StrictJson.text(node, "emotion"), (float)
                    StrictJson.number(node, "upset")));
        }
        JsonNode inputNodes = StrictJson.array(root, "inputs");
        int features = inputNodes.size();
        int outputs = classes.size() + 1;
        JsonNode units = root.path("hiddenUnits");
        if (!units.isInt() || units.intValue() < 1 || units.intValue() > EmotionModel.MAX_FILE_BYTES) {
            throw new IllegalArgumentException("'hiddenUnits' is missing or no number of units");
        }
        int hidden = units.intValue();
        float[] mean = floats(root, "mean", features);
        float[] scale = floats(root, "scale", features);
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            JsonNode node = inputNodes.get(f);
            StrictJson.only(node, Set.of("name", "group"));
            inputs.add(new Input(StrictJson.text(node, "name"), StrictJson.text(node, "group"), mean[f], scale[f]));
        }
        NetworkLayers layers = new NetworkLayers(
                rows(root, "hidden", 2 * features + NetworkLayers.historyInputs(outputs), hidden),
                floats(root, "hiddenBias", hidden),
                rows(root, "output", outputs, hidden),
                floats(root, "outputBias", outputs),
                rows(root, "shift", outputs, outputs),
                floats(root, "coldMean", outputs));
        float[] calibration = floats(root, "calibration", outputs);
        List<Float> bias = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            bias.add(calibration[1 + c]);
        }
        HistoryInput history = HistoryInput.of(StrictJson.text(root, "history"));
        LogitCalibration calibrated = new LogitCalibration(calibration[0], bias);
        return new EmotionModel(
                StrictJson.text(root, "version"), inputs, classes, history, layers, calibrated, scoreMap(root));
    }

    private static String body(EmotionModel network) {
        NetworkLayers layers = network.layers();
        StringBuilder out = new StringBuilder("{\n  \"format\": \"").append(FORMAT);
        out.append("\",\n  \"version\": ").append(StrictJson.quoted(network.version()));
        out.append(",\n  \"history\": ")
                .append(StrictJson.quoted(network.history().label()));
        out.append(",\n  \"hiddenUnits\": ").append(layers.hiddenUnits()).append(",\n  \"classes\": [");
        String separator = "\n";
        for (OutputClass one : network.classes()) {
            out.append(separator).append("    {\"name\": ").append(StrictJson.quoted(one.name()));
            out.append(", \"emotion\": ")
                    .append(StrictJson.quoted(one.emotion()))
                    .append(", \"upset\": ")
                    .append(StrictJson.plain(one.upset()))
                    .append('}');
            separator = ",\n";
        }
        out.append("\n  ],\n  \"inputs\": [");
        separator = "\n";
        int features = network.inputs().size();
        float[] mean = new float[features];
        float[] scale = new float[features];
        for (int f = 0; f < features; f++) {
            Input input = network.inputs().get(f);
            out.append(separator).append("    {\"name\": ").append(StrictJson.quoted(input.name()));
            out.append(", \"group\": ").append(StrictJson.quoted(input.group())).append('}');
            separator = ",\n";
            mean[f] = input.mean();
            scale[f] = input.scale();
        }
        out.append("\n  ]");
        append(out, "mean", mean);
        append(out, "scale", scale);
        append(out, "hidden", layers.hidden());
        append(out, "hiddenBias", layers.hiddenBias());
        append(out, "output", layers.output());
        append(out, "outputBias", layers.outputBias());
        append(out, "shift", layers.shift());
        append(out, "coldMean", layers.coldMean());
        append(out, "calibration", calibration(network.calibration()));
        ScoreMap score = network.scoreMap();
        out.append(",\n  \"score\": {\"anchorLogOdds\": ").append(StrictJson.plain(score.anchorLogOdds()));
        out.append(", \"steepness\": ").append(StrictJson.plain(score.steepness()));
        out.append(", \"smoothingSpeechSeconds\": ")
                .append(StrictJson.plain(score.smoothingSpeechSeconds()))
                .append('}');
        return out.toString();
    }

    private static ScoreMap scoreMap(JsonNode root) {
        JsonNode node = root.path("score");
        StrictJson.only(node, Set.of("anchorLogOdds", "steepness", "smoothingSpeechSeconds"));
        return new ScoreMap(
                StrictJson.number(node, "anchorLogOdds"),
                StrictJson.number(node, "steepness"),
                StrictJson.number(node, "smoothingSpeechSeconds"));
    }

    private static float[] calibration(LogitCalibration calibration) {
        float[] numbers = new float[1 + calibration.bias().size()];
        numbers[0] = calibration.scale();
        for (int c = 1; c < numbers.length; c++) {
            numbers[c] = calibration.bias().get(c - 1);
        }
        return numbers;
    }

    private static void append(StringBuilder out, String key, float[]... rows) {
        int count = 0;
        for (float[] row : rows) {
            count += row.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        out.append(",\n  \"").append(key).append("\": \"");
        out.append(Base64.getEncoder().encodeToString(bytes.array())).append('"');
    }

    private static float[] floats(JsonNode root, String key, int length) {
        return rows(root, key, 1, length)[0];
    }

    private static float[][] rows(JsonNode root, String key, int rows, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(StrictJson.text(root, key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
        }
        if (bytes.length != (long) rows * length * Float.BYTES) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + bytes.length + " bytes, not " + (long) rows * length * Float.BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[][] numbers = new float[rows][length];
        for (float[] row : numbers) {
            buffer.asFloatBuffer().get(row);
            buffer.position(buffer.position() + length * Float.BYTES);
        }
        return numbers;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
