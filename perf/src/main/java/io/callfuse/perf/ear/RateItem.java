package io.callfuse.perf.ear;

import java.util.List;
import java.util.function.Function;

/**
 * The rates of some seconds of speech.
 *
 * @param speaker whose speech
 * @param counted the ear's syllables over the time marked by hand
 * @param articulation the ear's articulation rate beside the marked rate
 * @param speaking the ear's speaking rate beside the marked syllables over everything
 */
record RateItem(String speaker, RatePair counted, RatePair articulation, RatePair speaking) {
    private static final String FORMAT = "%-19s %-21s %-7s %5s %6s";

    /** The table's head; {@code r'} is the correlation of what is left when each speaker's mean is taken away. */
    static String head() {
        String group = String.format(" | %-6s %6s %6s %6s", "r", "r'", "mae", "bias%");
        return " ".repeat(62) + " | syllables alone             | articulation rate           | speaking rate\n"
                + String.format(FORMAT, "line", "items", "corpus", "n", "syl/s") + group.repeat(3);
    }

    /** A row of the table. */
    static String row(String line, String name, String corpus, List<RateItem> items) {
        String rate = String.format(
                "%.2f",
                items.stream().mapToDouble(i -> i.counted.marked()).average().orElse(0));
        return String.format(FORMAT, line, name, corpus, items.size(), rate)
                + group(items, RateItem::counted)
                + group(items, RateItem::articulation)
                + group(items, RateItem::speaking);
    }

    private static String group(List<RateItem> items, Function<RateItem, RatePair> of) {
        double[] marked = items.stream().mapToDouble(i -> of.apply(i).marked()).toArray();
        double[] heard = items.stream().mapToDouble(i -> of.apply(i).heard()).toArray();
        double within = Measures.pearson(
                items.stream()
                        .mapToDouble(
                                i -> of.apply(i).marked() - mean(items, i, of).marked())
                        .toArray(),
                items.stream()
                        .mapToDouble(
                                i -> of.apply(i).heard() - mean(items, i, of).heard())
                        .toArray());
        double error = 0;
        for (int i = 0; i < marked.length; i++) {
            error += Math.abs(heard[i] - marked[i]) / marked.length;
        }
        double biasPercent = 100 * (Measures.mean(heard) / Measures.mean(marked) - 1);
        return String.format(
                " | %6.3f %6.3f %6.2f %+6.1f", Measures.pearson(marked, heard), within, error, biasPercent);
    }

    private static RatePair mean(List<RateItem> items, RateItem like, Function<RateItem, RatePair> of) {
        List<RatePair> same = items.stream()
                .filter(i -> i.speaker.equals(like.speaker))
                .map(of)
                .toList();
        return new RatePair(
                same.stream().mapToDouble(RatePair::marked).average().orElse(Double.NaN),
                same.stream().mapToDouble(RatePair::heard).average().orElse(Double.NaN));
    }
}
