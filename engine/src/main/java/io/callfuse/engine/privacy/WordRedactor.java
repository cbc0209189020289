package io.callfuse.engine.privacy;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes numbers that nobody may keep out of what recognition tells, before anything else hears it. What it says depends on the
 * revisions so far and on nothing else. A number whose beginning was settled before it was long enough to be one has told up to
 * five digits by then; {@link #afterwards} takes them out of what is written. For one thread, the leg's worker.
 */
public final class WordRedactor {
    /** Longer than any number with what is said in between. */
    private static final int REMEMBERED = 64;

    private final List<CutWord> settled = new ArrayList<>();
    private final List<TimedWord> open = new ArrayList<>();
    /** The same words as {@link #open}. */
    private final List<CutWord> openCut = new ArrayList<>();

    private List<String> told = List.of();

    /** Returns a revision as it may be heard; the same where nothing is to be taken out of it. */
    public Revision hear(Revision revision) {
        int kept = 0;
        while (kept < open.size() && open.get(kept).atMs() < revision.fromMs()) {
            kept++;
        }
        open.subList(kept, open.size()).clear();
        openCut.subList(kept, openCut.size()).clear();
        for (TimedWord word : revision.words()) {
            open.add(word);
            openCut.add(CutWord.of(word.word()));
        }
        List<CutWord> all = new ArrayList<>(settled);
        all.addAll(openCut);
        List<String> texts = NumberRedaction.ofCut(all).subList(settled.size(), all.size());
        int from = 0;
        while (from < kept && texts.get(from).equals(told.get(from))) {
            from++;
        }
        Revision heard = revision(revision, kept, from, texts);
        if (revision.settled()) {
            settle();
        } else {
            told = List.copyOf(texts);
        }
        return heard;
    }

    private Revision revision(Revision revision, int kept, int from, List<String> texts) {
        List<TimedWord> words = new ArrayList<>();
        boolean same = from == kept;
        for (int i = from; i < open.size(); i++) {
            TimedWord word = with(open.get(i), texts.get(i));
            same &= word == open.get(i);
            words.add(word);
        }
        long fromMs = from == kept ? revision.fromMs() : open.get(from).atMs();
        return same ? revision : new Revision(fromMs, words, revision.settled());
    }

    private void settle() {
        settled.addAll(openCut);
        open.clear();
        openCut.clear();
        told = List.of();
        if (settled.size() > REMEMBERED) {
            settled.subList(0, settled.size() - REMEMBERED).clear();
        }
    }

    private static TimedWord with(TimedWord word, String text) {
        return text.equals(word.word()) ? word : new TimedWord(word.atMs(), word.endMs(), text, word.confidence());
    }

    /** What may be kept of words that were heard already, now that all of them are known. */
    public static List<TimedWord> afterwards(List<TimedWord> words) {
        List<String> texts =
                NumberRedaction.of(words.stream().map(TimedWord::word).toList());
        List<TimedWord> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            kept.add(with(words.get(i), texts.get(i)));
        }
        return kept;
    }
}
