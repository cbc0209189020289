package io.callfuse.perf.calls;

import io.callfuse.engine.evaluation.ListException;
import io.callfuse.perf.ear.Part;
import io.callfuse.perf.ear.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which speakers calls are made of. No clip of a speaker gets into a part that he is not in. */
final class SpeakerChoice {
    private SpeakerChoice() {}

    /**
     * Those that a file names, one a line; empty lines and lines that begin with {@code #} name nobody.
     *
     * @throws ListException where a speaker has no clip, with file and line
     */
    static Set<String> named(Path file, List<LabelledClip> clips) throws IOException {
        Set<String> known = new TreeSet<>();
        clips.forEach(clip -> known.add(clip.speaker()));
        Set<String> chosen = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String name = ClipList.speaker(lines.get(i).strip());
            if (!name.isEmpty() && !name.startsWith("#")) {
                chosen.add(name);
                if (!known.contains(name)) {
                    faults.add(file + ":" + (i + 1) + ": no clip of a speaker '" + name + "'");
                }
            }
        }
        if (chosen.isEmpty()) {
            faults.add(file + ": names no speaker");
        }
        ListException.throwIfAny(faults);
        return chosen;
    }

    /**
     * Those of a part: {@code tuning} or {@code kept} as the ear has them, or {@code K/N}, the K-th of N parts into which the
     * speakers of each corpus are dealt in turn, in the order of their names.
     *
     * @throws ListException where the part is none
     */
    static Set<String> part(String part, List<LabelledClip> clips) throws ListException {
        if (part.equals("tuning") || part.equals("kept")) {
            Part wanted = Part.valueOf(part.toUpperCase(Locale.ROOT));
            return speakers(clips, clip -> Split.of(clip.corpus(), clip.speaker()) == wanted);
        }
        if (!part.matches("[1-9][0-9]{0,2}/[1-9][0-9]{0,2}")) {
            throw new ListException("--part " + part + ": tuning, kept, or K/N such as 1/6");
        }
        int place = Integer.parseInt(part.substring(0, part.indexOf('/')));
        int parts = Integer.parseInt(part.substring(part.indexOf('/') + 1));
        if (place > parts) {
            throw new ListException("--part " + part + ": there are only " + parts + " parts");
        }
        Map<String, String> corpusOfSpeaker = new TreeMap<>();
        clips.forEach(clip -> corpusOfSpeaker.putIfAbsent(clip.speaker(), clip.corpus()));
        Map<String, Integer> dealt = new HashMap<>();
        Set<String> chosen = new TreeSet<>();
        corpusOfSpeaker.forEach((speaker, corpus) -> {
            int turn = dealt.merge(corpus, 1, Integer::sum) - 1;
            if (turn % parts == place - 1) {
                chosen.add(speaker);
            }
        });
        return chosen;
    }

    private static Set<String> speakers(List<LabelledClip> clips, Predicate<LabelledClip> chosen) {
        Set<String> speakers = new TreeSet<>();
        clips.stream().filter(chosen).forEach(clip -> speakers.add(clip.speaker()));
        return speakers;
    }
}
