package io.callfuse.models.digits;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The likeliest path through a written model's graph, found by trying all, and its score as Vosk tells it. */
record BestPath(String words, double score) {
    private static final double ACOUSTIC_SCALE = 0.3;
    /** Vosk scales the graph's part of the best path of each sequence of words before it answers. */
    private static final double GRAPH_SCALE = 0.9;

    /** The best of all paths. */
    static BestPath of(WrittenModel model, double[][] likelihoods) {
        return of(model, likelihoods, null);
    }

    /** The best of all paths that say these words. */
    static BestPath of(WrittenModel model, double[][] likelihoods, List<String> said) {
        Token[][] tokens = none(model, said);
        tokens[0][0] = new Token(0, 0, "");
        withoutSound(model, tokens, said);
        for (double[] now : likelihoods) {
            Token[][] next = none(model, said);
            for (int state = 0; state < next.length; state++) {
                for (WrittenModel.Arc arc : model.states.get(state)) {
                    if (arc.input() > 0) {
                        double sound = ACOUSTIC_SCALE * -now[model.outputOf(arc.input())];
                        offer(tokens[state], next, arc, sound, wordOf(model, arc), said);
                    }
                }
            }
            tokens = next;
            withoutSound(model, tokens, said);
        }
        int all = said == null ? 0 : said.size();
        Token best = Arrays.stream(tokens, 0, 2)
                .map(row -> row[all])
                .filter(Objects::nonNull)
                .min((a, b) -> Double.compare(a.cost(), b.cost()))
                .orElseThrow();
        return new BestPath(best.words.trim(), -(GRAPH_SCALE * best.graph + best.acoustic));
    }

    /** A place for each state and each number of words said so far. */
    private static Token[][] none(WrittenModel model, List<String> said) {
        return new Token[model.states.size()][said == null ? 1 : said.size() + 1];
    }

    private static String wordOf(WrittenModel model, WrittenModel.Arc arc) {
        return arc.output() == 0 ? "" : model.words.get(arc.output()).split(" ")[0];
    }

    private static void withoutSound(WrittenModel model, Token[][] tokens, List<String> said) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int state = 0; state < tokens.length; state++) {
                for (WrittenModel.Arc arc : model.states.get(state)) {
                    changed |= arc.input() == 0 && offer(tokens[state], tokens, arc, 0, wordOf(model, arc), said);
                }
            }
        }
    }

    private static boolean offer(
            Token[] from, Token[][] into, WrittenModel.Arc arc, double sound, String word, List<String> said) {
        boolean changed = false;
        for (int count = 0; count < from.length; count++) {
            int after = count + (word.isEmpty() || said == null ? 0 : 1);
            boolean fits = after < from.length && (after == count || word.equals(said.get(count)));
            if (from[count] != null && fits) {
                Token token = from[count].along(arc, sound, word);
                Token there = into[arc.to()][after];
                if (there == null || token.cost() < there.cost()) {
                    into[arc.to()][after] = token;
                    changed = true;
                }
            }
        }
        return changed;
    }

    private record Token(double graph, double acoustic, String words) {
        double cost() {
            return graph + acoustic;
        }

        Token along(WrittenModel.Arc arc, double sound, String word) {
            return new Token(graph + arc.cost(), acoustic + sound, word.isEmpty() ? words : words + " " + word);
        }
    }
}
