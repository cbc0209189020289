package io.callfuse.engine.policy.rules;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds the phrases of the rules in what one leg says. Words that are not settled may be taken back, and what they showed with
 * them. Allocates where words come, not where they are asked for; for one thread.
 */
final class SpokenWords {
    private static final int WINDOW = 128;
    private static final long NONE_UNSETTLED = Long.MAX_VALUE;

    private final List<Phrase> phrases;
    private final Times[] times;
    private final String[] words = new String[WINDOW];
    private final long[] atMs = new long[WINDOW];
    private long next;
    private long oldest;
    private long unsettledFromMs = NONE_UNSETTLED;

    SpokenWords(List<Phrase> phrases) {
        this.phrases = phrases;
        times = new Times[phrases.size()];
        Arrays.setAll(times, phrase -> new Times());
    }

    /** Hears what recognition now takes for said; only words that are not settled are taken back. */
    void hear(Revision revision) {
        if (phrases.isEmpty()) {
            return;
        }
        if (unsettledFromMs != NONE_UNSETTLED) {
            takeBack(Math.max(revision.fromMs(), unsettledFromMs));
            if (revision.fromMs() <= unsettledFromMs) {
                unsettledFromMs = NONE_UNSETTLED;
            }
        }
        for (TimedWord word : revision.words()) {
            for (String token : tokens(word.word())) {
                add(token, word.atMs());
            }
        }
        if (revision.settled()) {
            unsettledFromMs = NONE_UNSETTLED;
        } else if (!revision.words().isEmpty()) {
            unsettledFromMs = Math.min(unsettledFromMs, revision.words().get(0).atMs());
        }
    }

    private void takeBack(long fromMs) {
        while (next > oldest && atMs[slot(next - 1)] >= fromMs) {
            next--;
        }
        for (Times said : times) {
            said.takeBack(fromMs);
        }
    }

    private void add(String token, long tokenAtMs) {
        words[slot(next)] = token;
        atMs[slot(next)] = tokenAtMs;
        next++;
        oldest = Math.max(oldest, next - WINDOW);
        for (int p = 0; p < times.length; p++) {
            List<Phrase.Step> steps = phrases.get(p).steps();
            if (endsWith(steps, steps.size() - 1, next - 1)) {
                times[p].add(tokenAtMs);
            }
        }
    }

    /** Whether the words up to a position end with the steps up to one of them. */
    private boolean endsWith(List<Phrase.Step> steps, int step, long position) {
        if (position < oldest || !steps.get(step).fits(words[slot(position)])) {
            return false;
        }
        if (step == 0) {
            return true;
        }
        int mostBetween = steps.get(step).mostBetween();
        for (int between = 0; between <= mostBetween; between++) {
            if (endsWith(steps, step - 1, position - 1 - between)) {
                return true;
            }
        }
        return false;
    }

    /** How often a phrase was said since a media time, ms. */
    int timesSaid(int phrase, long sinceMs) {
        return times[phrase].since(sinceMs);
    }

    /** Media time at which the last word of a phrase was said last, ms; -1 where it never was. */
    long lastSaidMs(int phrase) {
        return times[phrase].last();
    }

    private static int slot(long position) {
        return (int) (position % WINDOW);
    }

    /** The words of a text in small letters: those between blanks without the signs around them; Chinese characters, one by one. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>(1);
        StringBuilder word = new StringBuilder();
        String small = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < small.length(); i += Character.charCount(small.codePointAt(i))) {
            int letter = small.codePointAt(i);
            if (Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN) {
                flush(word, tokens);
                tokens.add(Character.toString(letter));
            } else if (Character.isLetterOrDigit(letter) || letter == '\'' || letter == '-') {
                word.appendCodePoint(letter);
            } else {
                flush(word, tokens);
            }
        }
        flush(word, tokens);
        return tokens;
    }

    private static void flush(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) {
            tokens.add(word.toString());
            word.setLength(0);
        }
    }

    /** When a phrase was said; older than the last {@value #CAPACITY} it is only counted. */
    private static final class Times {
        private static final int CAPACITY = 512;

        private long[] atMs = new long[4];
        private int kept;
        private int forgotten;

        void add(long saidAtMs) {
            if (kept == CAPACITY) {
                kept = CAPACITY / 2;
                forgotten += CAPACITY - kept;
                System.arraycopy(atMs, CAPACITY - kept, atMs, 0, kept);
            } else if (kept == atMs.length) {
                atMs = Arrays.copyOf(atMs, 2 * kept);
            }
            atMs[kept++] = saidAtMs;
        }

        void takeBack(long fromMs) {
            while (kept > 0 && atMs[kept - 1] >= fromMs) {
                kept--;
            }
        }

        int since(long sinceMs) {
            int first = kept;
            while (first > 0 && atMs[first - 1] >= sinceMs) {
                first--;
            }
            return kept - first + (sinceMs <= 0 ? forgotten : 0);
        }

        long last() {
            return kept == 0 ? -1 : atMs[kept - 1];
        }
    }
}
