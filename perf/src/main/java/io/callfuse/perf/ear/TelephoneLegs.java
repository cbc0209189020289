package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the detector makes of real telephone legs, as they were recorded, by the times of their words where these are known. */
final class TelephoneLegs {
    private static final double FRAMES_PER_SECOND = 50;
    private static final int LONG_PAUSE_FRAMES = 50;

    private final Corpus corpus;
    private final Part part;

    TelephoneLegs(Corpus corpus, Part part) {
        this.corpus = corpus;
        this.part = part;
    }

    void print() throws IOException {
        System.out.println(
                "real telephone legs: time of words kept; of pauses over 1 s between them counted as speech, %");
        for (Clip clip : corpus.clips(part, "spokenwoz", "lca")) {
            boolean[] verdicts = ActivityInputs.verdicts(clip.samples());
            Tally all = new Tally();
            all.add(verdicts, null);
            String name = clip.file().getFileName().toString();
            if (!Files.exists(words(clip))) {
                System.out.printf("  %-60s speech %s of all%n", name, all.percent());
                continue;
            }
            boolean[] inWord = inWord(clip, verdicts.length);
            Tally kept = new Tally();
            Tally pauses = new Tally();
            kept.add(verdicts, inWord);
            pauses.add(verdicts, longPauses(inWord));
            System.out.printf(
                    "  %-24s words %s  pauses %s of %d%n", name, kept.percent(), pauses.percent(), pauses.frames());
        }
    }

    private static Path words(Clip clip) {
        String name = clip.file().getFileName().toString();
        return clip.file().resolveSibling(name.replaceAll("_ch[12]\\.flac$", "") + ".words.json");
    }

    /** Which frames lie in a word of the leg's speaker, by the times that came with it. */
    static boolean[] inWord(Clip clip, int frames) {
        String speaker = clip.speaker().substring(clip.speaker().length() - 1);
        boolean[] inWord = new boolean[frames];
        for (JsonNode word : new ObjectMapper().readTree(words(clip).toFile())) {
            if (word.get("speaker").asString().equals(speaker)) {
                int from = (int) (word.get("start").asDouble() * FRAMES_PER_SECOND);
                int to = (int) (word.get("end").asDouble() * FRAMES_PER_SECOND);
                Arrays.fill(inWord, Math.min(from, frames), Math.min(to, frames), true);
            }
        }
        return inWord;
    }

    private static boolean[] longPauses(boolean[] inWord) {
        boolean[] pauses = new boolean[inWord.length];
        int from = 0;
        for (int f = 0; f <= inWord.length; f++) {
            if (f == inWord.length || inWord[f]) {
                if (f - from > LONG_PAUSE_FRAMES) {
                    Arrays.fill(pauses, from, f, true);
                }
                from = f + 1;
            }
        }
        return pauses;
    }
}
