package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the speech the detector keeps: each speaker's clips one after another, 0.6 s apart, on a line with noise 15 dB
 * below the speech. What is speech, {@link SpeechFrames} says of the clean clips.
 */
final class SpeechKept {
    private static final int CLIPS_OF_A_SPEAKER = 12;
    private static final int VOICES = 6;
    private static final double SNR_DB = 15;
    private static final double[] LEVELS_DBFS = {-45, -40, -20, -10};

    private final Corpus corpus;
    private final Part part;
    private final Map<String, Map<String, Tally>> table = new LinkedHashMap<>();

    SpeechKept(Corpus corpus, Part part) {
        this.corpus = corpus;
        this.part = part;
    }

    void print() throws IOException {
        Map<String, List<Clip>> bySpeaker = new LinkedHashMap<>();
        for (Clip clip : corpus.clips(part, "ravdess", "casia", "emodb", "nemo")) {
            bySpeaker.computeIfAbsent(clip.speaker(), s -> new ArrayList<>()).add(clip);
        }
        List<Talk> talks = new ArrayList<>();
        for (List<Clip> clips : bySpeaker.values()) {
            talks.add(Talk.of(thinned(clips)));
        }
        for (Talk talk : talks) {
            judge(talk, voices(talks));
        }
        System.out.println("speech frames kept, % (noise 15 dB below the speech; the part's lines)");
        for (Map.Entry<String, Map<String, Tally>> line : table.entrySet()) {
            Tally all = new Tally();
            line.getValue().values().forEach(all::add);
            StringBuilder cells = new StringBuilder();
            line.getValue()
                    .forEach((name, tally) ->
                            cells.append("  ").append(name).append(' ').append(tally.percent()));
            System.out.printf("  %-28s %s  all %s of %d%n", line.getKey(), cells, all.percent(), all.frames());
        }
    }

    private void judge(Talk talk, List<short[]> voices) {
        for (TelephoneChannel line : TelephoneChannel.of(part)) {
            long seed = talk.samples().length;
            count("no noise", talk, line);
            count("white 15 dB", talk, line.with("white", LineFaults.white(SNR_DB, seed)));
            count("pink 15 dB", talk, line.with("pink", LineFaults.pink(SNR_DB, seed)));
            count("car 15 dB", talk, line.with("car", LineFaults.car(SNR_DB, seed)));
            count("babble 15 dB", talk, line.with("babble", LineFaults.babble(SNR_DB, voices, seed)));
        }
        double nowDbfs = part == Part.TUNING ? -26 : -20;
        TelephoneChannel first = TelephoneChannel.of(part).get(0);
        for (double levelDbfs : LEVELS_DBFS) {
            TelephoneChannel line = first.with("level", LineFaults.gain(levelDbfs - nowDbfs));
            count("no noise, " + (int) levelDbfs + " dBFS", talk, line);
        }
    }

    private void count(String name, Talk talk, TelephoneChannel line) {
        Tally tally = table.computeIfAbsent(name, n -> new LinkedHashMap<>())
                .computeIfAbsent(talk.corpus(), c -> new Tally());
        tally.add(ActivityInputs.verdicts(line.send(talk.samples())), talk.speech());
    }

    private static List<short[]> voices(List<Talk> talks) {
        return talks.stream()
                .skip(Math.max(0, talks.size() - VOICES))
                .map(Talk::samples)
                .toList();
    }

    private static List<Clip> thinned(List<Clip> clips) {
        int step = Math.max(1, clips.size() / CLIPS_OF_A_SPEAKER);
        List<Clip> some = new ArrayList<>();
        for (int i = 0; i < clips.size() && some.size() < CLIPS_OF_A_SPEAKER; i += step) {
            some.add(clips.get(i));
        }
        return some;
    }
}
