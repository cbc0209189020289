package io.callfuse.engine.archive;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.privacy.NumberRedaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the journal keeps of words, so that a replay hears them again. Stateless. */
public final class JournaledWords {
    /** The inputs that bring what the caller said. */
    public static final String CALLER = "words";
    /** The inputs that bring what the agent said. */
    public static final String AGENT = "agent-words";

    /** Recognition places a word a little differently from one revision to the next. */
    private static final long ABOUT_MS = 500;

    private static final Pattern WORD = Pattern.compile("(\\S+)@(\\d+)-(\\d+)/(\\S+)");

    private JournaledWords() {}

    /** The words as {@code word@atMs-endMs/confidence}, blanks between them. */
    public static Map<String, String> of(Revision revision) {
        StringBuilder words = new StringBuilder();
        for (TimedWord word : revision.words()) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(word.word())
                    .append('@')
                    .append(word.atMs())
                    .append('-')
                    .append(word.endMs())
                    .append('/')
                    .append((float) word.confidence());
        }
        return Map.of(
                "from", Long.toString(revision.fromMs()),
                "settled", Boolean.toString(revision.settled()),
                "words", words.toString());
    }

    /** Reads again what {@link #of} has written. */
    public static Revision revision(Map<String, String> details) {
        List<TimedWord> words = WORD.matcher(details.getOrDefault("words", ""))
                .results()
                .map(word -> new TimedWord(
                        Long.parseLong(word.group(2)),
                        Long.parseLong(word.group(3)),
                        word.group(1),
                        Float.parseFloat(word.group(4))))
                .toList();
        return new Revision(
                Long.parseLong(details.getOrDefault("from", "0")), words, Boolean.parseBoolean(details.get("settled")));
    }

    /** Takes digits out of inputs of a kind where a number was taken out of what was said. */
    public static void redact(InputJournal journal, String kind, List<TimedWord> said) {
        List<TimedWord> taken = said.stream()
                .filter(word -> word.word().contains(NumberRedaction.MASK))
                .toList();
        if (!taken.isEmpty()) {
            journal.rewrite(kind, details -> redacted(details, taken));
        }
    }

    private static Map<String, String> redacted(Map<String, String> details, List<TimedWord> taken) {
        Map<String, String> kept = new TreeMap<>(details);
        kept.computeIfPresent("words", (name, words) -> WORD.matcher(words)
                .results()
                .map(word -> kept(word, taken))
                .collect(Collectors.joining(" ")));
        return kept;
    }

    private static String kept(MatchResult word, List<TimedWord> taken) {
        long atMs = Long.parseLong(word.group(2));
        long endMs = Long.parseLong(word.group(3));
        boolean hide = NumberRedaction.tellsDigits(word.group(1))
                && taken.stream().anyMatch(one -> one.atMs() - ABOUT_MS <= endMs && atMs <= one.endMs() + ABOUT_MS);
        String text = hide ? NumberRedaction.MASK : word.group(1);
        return text + "@" + atMs + "-" + endMs + "/" + word.group(4);
    }
}
