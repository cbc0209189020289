package io.callfuse.models.language;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a section of a phrase file:
 *
 * <pre>
 *   [agent apology 0.9]  (in agent.txt alone)
 *   [category anger 0.8]  [subtext repetition 0.9]  [topic billing 0.6]  [class me]  [examples repetition]
 *   [cancels anger,threat within 4]   [cancels all after 5]   [changes all by 1.3 within 2]
 *   [implies frustration 0.6 from repetition]
 *   [neutral]  [idiom]  [boundary]  [forms]  [common]  [sounds]  [simplified]  [needs]  [remove]
 * </pre>
 *
 * <p>{@code within} reaches so many tokens ahead, {@code after} so many back: what is cancelled stands before. {@code implies}
 * gives all phrases of a label another one, too, with a share of their weight. Immutable.
 *
 * @param name its first word
 * @param word what it is about: a label, a list of labels, the name of a class; may be empty
 * @param from the label that implies {@code word}; else empty
 * @param weight of its phrases 0..1, or the factor of its cues
 * @param tokens the reach of its cues
 * @param back whether they reach back
 */
record Section(String name, String word, String from, double weight, int tokens, boolean back) {
    static final Section NONE = new Section("", "", "", 1, 0, false);

    private static final Pattern LABELLED = Pattern.compile("(category|subtext|topic|agent) (\\S+) ([0-9.]+)");
    private static final Pattern CUES =
            Pattern.compile("(cancels|changes) (\\S+)(?: by ([0-9.]+))? (within|after) ([0-9]+)");
    private static final Pattern IMPLIED = Pattern.compile("implies (\\S+) ([0-9.]+) from (\\S+)");
    private static final Pattern NAMED = Pattern.compile("(class|examples) (\\S+)");
    private static final List<String> BARE =
            List.of("neutral", "idiom", "boundary", "forms", "common", "sounds", "simplified", "needs", "remove");
    private static final double MAX_FACTOR = 3;
    private static final int MAX_REACH = 16;

    static Section read(SourceLine line) throws LanguageFileException {
        String head = line.text().substring(1, line.text().length() - 1).strip();
        Matcher labelled = LABELLED.matcher(head);
        if (labelled.matches()) {
            return new Section(labelled.group(1), labelled.group(2), "", number(line, labelled.group(3), 1), 0, false);
        }
        Matcher cues = CUES.matcher(head);
        if (cues.matches() && cues.group(1).equals("changes") == (cues.group(3) != null)) {
            double factor = cues.group(3) == null ? 0 : number(line, cues.group(3), MAX_FACTOR);
            int reach = (int) number(line, cues.group(5), MAX_REACH);
            return new Section(
                    cues.group(1),
                    cues.group(2),
                    "",
                    factor,
                    reach,
                    cues.group(4).equals("after"));
        }
        Matcher implied = IMPLIED.matcher(head);
        if (implied.matches()) {
            double share = number(line, implied.group(2), 1);
            return new Section("implies", implied.group(1), implied.group(3), share, 0, false);
        }
        Matcher named = NAMED.matcher(head);
        if (named.matches()) {
            return new Section(named.group(1), named.group(2), "", 1, 0, false);
        }
        if (BARE.contains(head)) {
            return new Section(head, "", "", 1, 0, false);
        }
        throw line.fault("'[" + head + "]' opens no section that is known");
    }

    private static double number(SourceLine line, String text, double max) throws LanguageFileException {
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw line.fault("'" + text + "' is no number");
        }
        throw line.fault(text + " is not over 0 and up to " + max);
    }

    /** The labels that its cues change, as a set of bits; 0 where it has no cues. */
    long labels(Labels labels, SourceLine line) throws LanguageFileException {
        if (!name.equals("cancels") && !name.equals("changes")) {
            return 0;
        }
        if (word.equals("all")) {
            return -1L;
        }
        long set = 0;
        for (String label : Arrays.asList(word.split(","))) {
            int index = labels.indexOf(label);
            if (index < 0) {
                throw line.fault("the section names '" + label + "', which is no label");
            }
            set |= 1L << index;
        }
        return set;
    }
}
