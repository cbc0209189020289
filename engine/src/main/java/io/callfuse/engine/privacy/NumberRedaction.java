package io.callfuse.engine.privacy;

import io.callfuse.engine.privacy.NumberPiece.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers in what was said that nobody may keep, and puts {@value #MASK} in place of each word of them: four digits and
 * more in a row, hesitations between them or not; six and more in groups with a few words between; three and more beside a word such
 * as "pin". What is shorter, such as "three times" or "两周", stays: it tells how a caller feels, and nothing about who he is.
 * Stateless.
 */
public final class NumberRedaction {
    /** What stands for a word that was taken out. */
    public static final String MASK = "#";

    /** So many digits in a row are a number that tells who somebody is; as many are taken for a mask. */
    static final int LONG = 4;

    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final int LONG_IN_GROUPS = 6;
    private static final int LONG_WHEN_ANNOUNCED = 3;
    private static final int FILLERS_WITHIN = 3;
    private static final int WORDS_BETWEEN_GROUPS = 4;
    private static final int ANNOUNCED_BEFORE = 8;
    private static final int ANNOUNCED_BEHIND = 4;

    private final List<CutWord> words;
    private final List<NumberPiece> pieces = new ArrayList<>();
    /** The words of the pieces, by the places of these. */
    private final List<CutWord> wordOf = new ArrayList<>();

    private final List<Run> runs = new ArrayList<>();

    /** Pieces that tell digits, from the first to the last. */
    private record Run(int first, int last, int digits) {}

    private NumberRedaction(List<CutWord> words) {
        this.words = words;
        for (CutWord word : words) {
            for (NumberPiece piece : word.pieces()) {
                pieces.add(piece);
                wordOf.add(word);
            }
        }
    }

    /** Returns the words as they may be kept: the same strings where nothing was taken out, and as many. */
    public static List<String> of(List<String> words) {
        return ofCut(words.stream().map(CutWord::of).toList());
    }

    /**
     * Returns a written text as it may be kept, its blanks as they are.
     *
     * @param subject of what the text tells, such as {@code pin}, by which even a short number may be a secret; may be empty
     */
    public static String inText(String subject, String text) {
        List<String> words = new ArrayList<>();
        boolean announced = !subject.isBlank() && !tellsDigits(subject);
        if (announced) {
            words.add(subject);
        }
        WORD.matcher(text).results().forEach(word -> words.add(word.group()));
        Iterator<String> kept = of(words).iterator();
        if (announced) {
            kept.next();
        }
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(kept.next()));
    }

    /** As {@link #of}, of words that were cut before. */
    static List<String> ofCut(List<CutWord> words) {
        boolean plain = true;
        for (CutWord word : words) {
            plain &= !word.tellsDigits();
        }
        if (plain) {
            return said(words);
        }
        NumberRedaction redaction = new NumberRedaction(words);
        redaction.findRuns();
        return redaction.masked();
    }

    private static List<String> said(List<CutWord> words) {
        List<String> texts = new ArrayList<>(words.size());
        for (CutWord word : words) {
            texts.add(word.text());
        }
        return texts;
    }

    /** Whether a word, or a part of it, tells digits. */
    public static boolean tellsDigits(String word) {
        return CutWord.of(word).tellsDigits();
    }

    private void findRuns() {
        int first = -1;
        int last = -1;
        int digits = 0;
        int perhaps = 0;
        int fillers = 0;
        int times = 1;
        for (int i = 0; i < pieces.size(); i++) {
            NumberPiece piece = pieces.get(i);
            boolean multiplies = piece.kind() == Kind.DOUBLE || piece.kind() == Kind.TRIPLE;
            if (piece.kind() == Kind.NUMBER || multiplies) {
                first = first < 0 ? i : first;
                last = i;
                fillers = 0;
                digits += perhaps + (multiplies ? 0 : times * digitsAt(i));
                perhaps = 0;
                times = multiplies ? piece.kind() == Kind.DOUBLE ? 2 : 3 : 1;
            } else if (first >= 0 && (piece.kind() != Kind.FILLER || ++fillers > FILLERS_WITHIN)) {
                keep(first, last, digits);
                first = -1;
                digits = 0;
                perhaps = 0;
                fillers = 0;
                times = 1;
            } else if (first >= 0) {
                perhaps += piece.digits();
            }
        }
        if (first >= 0) {
            keep(first, last, digits);
        }
    }

    private void keep(int first, int last, int digits) {
        boolean sighs = true;
        for (int i = first; i <= last; i++) {
            sighs &= pieces.get(i).kind() != Kind.NUMBER
                    || NumberWords.isSigh(wordOf.get(i).plain());
        }
        if (digits > 0 && !sighs) {
            runs.add(new Run(first, last, digits));
        }
    }

    /** The two of forty two complete the number and tell no further digit. */
    private int digitsAt(int place) {
        NumberPiece piece = pieces.get(place);
        boolean completes = place > 0
                && NumberWords.completes(
                        wordOf.get(place - 1).plain(), wordOf.get(place).plain());
        return completes ? 0 : piece.digits();
    }

    private List<String> masked() {
        boolean[] hidden = new boolean[pieces.size()];
        boolean any = false;
        int run = 0;
        while (run < runs.size()) {
            int end = groupEnd(run);
            int digits = 0;
            boolean secret = false;
            for (int i = run; i < end; i++) {
                digits += runs.get(i).digits();
                secret |= runs.get(i).digits() >= LONG;
            }
            secret |= digits >= LONG_WHEN_ANNOUNCED && isAnnounced(runs.get(run), runs.get(end - 1));
            if (secret || digits >= LONG_IN_GROUPS) {
                for (int i = run; i < end; i++) {
                    hide(runs.get(i), hidden);
                }
                any = true;
            }
            run = end;
        }
        return any ? texts(hidden) : said(words);
    }

    /** Behind the last of the runs that belong together. */
    private int groupEnd(int run) {
        int end = run + 1;
        while (end < runs.size() && runs.get(end).first() - runs.get(end - 1).last() - 1 <= WORDS_BETWEEN_GROUPS) {
            end++;
        }
        return end;
    }

    private boolean isAnnounced(Run first, Run last) {
        return announces(Math.max(0, first.first() - ANNOUNCED_BEFORE), first.first())
                || announces(last.last() + 1, Math.min(pieces.size(), last.last() + 1 + ANNOUNCED_BEHIND));
    }

    private boolean announces(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            NumberPiece piece = pieces.get(i);
            if (piece.kind() == Kind.ANNOUNCEMENT) {
                return true;
            }
            text.append(wordOf.get(i).text(), piece.from(), piece.to());
        }
        return NumberWords.announces(text.toString());
    }

    private void hide(Run run, boolean[] hidden) {
        for (int i = run.first(); i <= run.last(); i++) {
            hidden[i] = true;
        }
        // The check letter of a Chinese identity number, and what else is said in the same breath.
        int next = run.last() + 1;
        if (next < pieces.size()
                && pieces.get(next).kind() == Kind.FILLER
                && isCheckLetter(wordOf.get(next).text())) {
            hidden[next] = true;
        }
    }

    private static boolean isCheckLetter(String word) {
        return word.equalsIgnoreCase("x") || word.equalsIgnoreCase("ex");
    }

    private List<String> texts(boolean[] hidden) {
        List<String> texts = new ArrayList<>(words.size());
        int i = 0;
        for (CutWord word : words) {
            StringBuilder text = new StringBuilder();
            boolean changed = false;
            boolean masking = false;
            for (NumberPiece piece : word.pieces()) {
                if (hidden[i]) {
                    text.append(masking ? "" : MASK);
                } else {
                    text.append(word.text(), piece.from(), piece.to());
                }
                masking = hidden[i];
                changed |= hidden[i];
                i++;
            }
            texts.add(changed ? text.toString() : word.text());
        }
        return texts;
    }
}
