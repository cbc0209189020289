package io.callfuse.models.digits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A model's files, read back and evaluated by the book, one output after the other and without any of the trainer's code. */
final class WrittenModel {
    private static final int[][] OFFSETS = {{0}, {-2, -1, 0, 1, 2}, {-3, 0, 3}, {-3, 0, 3}, {-3, 0, 3}, {0}};

    final List<String> words;
    final List<List<Arc>> states = new ArrayList<>();
    final List<Float> finals = new ArrayList<>();
    private final List<double[][]> weights = new ArrayList<>();
    private final List<double[]> biases = new ArrayList<>();
    private final double[] priors;
    private final int[] outputOfPhone;

    WrittenModel(Path folder) throws IOException {
        words = Files.readAllLines(folder.resolve("graph/words.txt"));
        String text = Files.readString(folder.resolve("am/final.mdl"));
        int at = 0;
        while ((at = text.indexOf("<LinearParams> [", at) + 1) > 0) {
            weights.add(block(text, at)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(WrittenModel::numbers)
                    .toArray(double[][]::new));
            biases.add(numbers(block(text, text.indexOf("<BiasParams>", at))));
        }
        priors = numbers(block(text, text.indexOf("<Priors>")));
        String triples = text.substring(text.indexOf("<Triples>"), text.indexOf("</Triples>"));
        outputOfPhone =
                triples.lines().skip(1).mapToInt(line -> (int) numbers(line)[2]).toArray();
        readGraph(folder.resolve("graph/HCLG.fst"));
    }

    private static String block(String text, int from) {
        int open = text.indexOf('[', from) + 1;
        return text.substring(open, text.indexOf(']', open));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private void readGraph(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        check(bytes.getInt() == 2125659606
                && text(bytes).equals("vector")
                && text(bytes).equals("standard"));
        check(bytes.getInt() == 2 && bytes.getInt() == 0 && bytes.getLong() == 3 && bytes.getLong() == 0);
        long count = bytes.getLong();
        long arcs = bytes.getLong();
        for (int state = 0; state < count; state++) {
            finals.add(bytes.getFloat());
            states.add(new ArrayList<>());
            for (long left = bytes.getLong(); left > 0; left--) {
                states.get(state).add(new Arc(bytes.getInt(), bytes.getInt(), bytes.getFloat(), bytes.getInt()));
                arcs--;
            }
        }
        check(arcs == 0 && !bytes.hasRemaining());
    }

    private static String text(ByteBuffer bytes) {
        byte[] letters = new byte[bytes.getInt()];
        bytes.get(letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("no such graph");
        }
    }

    int arcs() {
        return states.stream().mapToInt(List::size).sum();
    }

    int outputOf(int transition) {
        return outputOfPhone[(transition - 1) / 2];
    }

    /** Log likelihoods of all outputs, each 30 ms. */
    double[][] likelihoods(float[] cepstra) {
        int size = KaldiCepstrum.COEFFICIENTS;
        int count = cepstra.length / size;
        double[][] signal = new double[count + 22][];
        for (int t = 0; t < signal.length; t++) {
            int source = Math.max(0, Math.min(count - 1, t - 11));
            signal[t] = IntStream.range(0, size)
                    .mapToDouble(k -> cepstra[source * size + k])
                    .toArray();
        }
        for (int layer = 0; layer < weights.size(); layer++) {
            signal = layer(signal, layer);
        }
        double[][] likelihoods = new double[(count + 2) / 3][];
        for (int t = 0; t < likelihoods.length; t++) {
            double[] scores = signal[11 + 3 * t];
            double log = Math.log(Arrays.stream(scores).map(Math::exp).sum());
            likelihoods[t] = IntStream.range(0, scores.length)
                    .mapToDouble(k -> scores[k] - log - Math.log(priors[k]))
                    .toArray();
        }
        return likelihoods;
    }

    private double[][] layer(double[][] x, int layer) {
        double[][] y = new double[x.length][];
        int reach = -OFFSETS[layer][0];
        for (int t = reach; t < x.length - reach; t++) {
            if (x[t - reach] != null && x[t + reach] != null) {
                y[t] = affine(x, t, layer);
            }
        }
        return y;
    }

    private double[] affine(double[][] x, int t, int layer) {
        double[] y = biases.get(layer).clone();
        boolean hidden = layer > 0 && layer + 1 < weights.size();
        for (int r = 0; r < y.length; r++) {
            int c = 0;
            for (int offset : OFFSETS[layer]) {
                for (double value : x[t + offset]) {
                    y[r] += weights.get(layer)[r][c++] * value;
                }
            }
            y[r] = hidden ? Math.max(0, y[r]) : y[r];
        }
        return y;
    }

    /** From one state to another, as the file has it. */
    record Arc(int input, int output, float cost, int to) {}
}
