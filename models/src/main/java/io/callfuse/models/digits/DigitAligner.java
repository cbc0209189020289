package io.callfuse.models.digits;

import java.util.Arrays;
import java.util.List;

/**
 * Says which output is right at each time of an utterance of which the words are known: at first spread evenly, later by the
 * likeliest path (Viterbi 1967) through the states of the words in their order, with silence where it helps. A word stays where
 * its clip is loud, or else words swallow the pauses around them. No state.
 */
final class DigitAligner {
    private static final int OUTPUT_SAMPLES = TimeDelayNetwork.SUBSAMPLING * KaldiCepstrum.STEP_SAMPLES;
    /** By how many outputs a word may leave its loud part. */
    private static final int MARGIN = 1;

    private static final float NEVER = -1e9f;

    private DigitAligner() {}

    /** Spreads each word's states over its loud part. */
    static int[] even(List<DigitUtterance.Spoken> words, int count) {
        int[] labels = new int[count];
        for (DigitUtterance.Spoken spoken : words) {
            int from = spoken.place().from() / OUTPUT_SAMPLES;
            int end = Math.max(from + 1, spoken.place().end() / OUTPUT_SAMPLES);
            int states = DigitVocabulary.phonesOf(spoken.word()).size();
            for (int t = from; t < Math.min(end, count); t++) {
                labels[t] = DigitVocabulary.output(spoken.word(), (t - from) * states / (end - from));
            }
        }
        return labels;
    }

    /**
     * Finds the likeliest path.
     *
     * @param scores log likelihoods of all outputs for each time, from {@code first} on
     * @return -1 everywhere if the words do not find room
     */
    static int[] likeliest(List<DigitUtterance.Spoken> words, float[][] scores, int first, int count) {
        Chain chain = new Chain(words);
        int states = chain.outputs.length;
        byte[][] steps = new byte[count][states];
        float[] best = new float[states];
        float[] next = new float[states];
        Arrays.fill(best, NEVER);
        for (int t = 0; t < count; t++) {
            for (int s = 0; s < states; s++) {
                next[s] = t == 0 ? (s < 2 ? 0 : NEVER) : best[s];
                if (t > 0 && s > 0 && best[s - 1] > next[s]) {
                    next[s] = best[s - 1];
                    steps[t][s] = 1;
                }
                if (t > 0 && chain.skips[s] && best[s - 2] > next[s]) {
                    next[s] = best[s - 2];
                    steps[t][s] = 2;
                }
                next[s] += chain.mayBe(s, t) ? scores[first + t][chain.outputs[s]] : NEVER;
            }
            float[] swap = best;
            best = next;
            next = swap;
        }
        int[] labels = new int[count];
        int state = states > 1 && best[states - 2] > best[states - 1] ? states - 2 : states - 1;
        if (best[state] < NEVER / 2) {
            Arrays.fill(labels, -1);
            return labels;
        }
        for (int t = count - 1; t >= 0; t--) {
            labels[t] = chain.outputs[state];
            state -= steps[t][state];
        }
        return labels;
    }

    /** Silence, a word's states, silence, the next word's states, and so on. */
    private static final class Chain {
        private final int[] outputs;
        private final int[] from;
        private final int[] end;
        /** Where the silence before may be left out. */
        private final boolean[] skips;

        Chain(List<DigitUtterance.Spoken> words) {
            int states = 1 + words.size();
            for (DigitUtterance.Spoken spoken : words) {
                states += DigitVocabulary.phonesOf(spoken.word()).size();
            }
            outputs = new int[states];
            from = new int[states];
            end = new int[states];
            skips = new boolean[states];
            Arrays.fill(outputs, DigitVocabulary.SILENCE);
            Arrays.fill(end, Integer.MAX_VALUE);
            int s = 1;
            for (DigitUtterance.Spoken spoken : words) {
                skips[s] = s > 1;
                for (int i = 0; i < DigitVocabulary.phonesOf(spoken.word()).size(); i++) {
                    outputs[s] = DigitVocabulary.output(spoken.word(), i);
                    from[s] = spoken.place().from() / OUTPUT_SAMPLES - MARGIN;
                    end[s] = spoken.place().end() / OUTPUT_SAMPLES + 1 + MARGIN;
                    s++;
                }
                s++;
            }
        }

        boolean mayBe(int state, int t) {
            return t >= from[state] && t < end[state];
        }
    }
}
