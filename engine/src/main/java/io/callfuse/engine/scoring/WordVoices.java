package io.callfuse.engine.scoring;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.models.language.Syllables;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each word of a leg was said, measured when recognition tells it and again when it settles it. What the ear has forgotten
 * by then stays as it was measured before. For one thread.
 */
public final class WordVoices {
    private static final double MS_PER_SECOND = 1000;

    private final TreeMap<Long, WordVoice> byStartMs = new TreeMap<>();
    private long settledMs = -1;

    /** Measures the words of a revision. */
    public void hear(Revision revision, FeatureExtractor ear) {
        for (TimedWord word : revision.words()) {
            double levelDbfs = ear.levelDbfs(word.atMs(), word.endMs());
            if (Double.isFinite(levelDbfs)) {
                byStartMs.put(word.atMs(), new WordVoice(ear.f0Hz(word.atMs(), word.endMs()), levelDbfs, rate(word)));
            }
        }
        if (revision.settled()) {
            Set<Long> said = revision.words().stream().map(TimedWord::atMs).collect(Collectors.toSet());
            byStartMs
                    .tailMap(Math.max(revision.fromMs(), settledMs + 1), true)
                    .keySet()
                    .retainAll(said);
            revision.words().forEach(word -> settledMs = Math.max(settledMs, word.atMs()));
        }
    }

    private static double rate(TimedWord word) {
        return word.endMs() == word.atMs()
                ? Double.NaN
                : Syllables.of(word.word()) * MS_PER_SECOND / (word.endMs() - word.atMs());
    }

    /** How these words were said, one for each. */
    public List<WordVoice> of(List<TimedWord> words) {
        return words.stream()
                .map(word -> byStartMs.getOrDefault(word.atMs(), WordVoice.UNKNOWN))
                .toList();
    }
}
