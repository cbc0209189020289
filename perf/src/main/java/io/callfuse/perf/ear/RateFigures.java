package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How well the speech rate follows the syllables counted by hand. An item is 10 to 15 s of speech of one speaker: clips in a
 * shuffled order (seeded), each with the silence it has and 300 ms more, or trimmed to its speech with 300 ms between, sent
 * through a telephone line as one call. Items are of one emotion, so that rates vary as they do from a calm to an upset caller,
 * or of all emotions mixed. Three comparisons: the syllables alone (both over the spans marked by hand), the articulation rate
 * (by hand: over the marked spans but for the pauses in them, as the clean clip has them by {@link SpeechFrames}; the ear: over
 * what it takes for speech), and the speaking
 * rate (by hand: over the whole item; the ear: over its speech and pauses).
 */
public final class RateFigures {
    private static final double SAMPLES_PER_SECOND = 8000;
    private static final String[] CORPORA = {"emodb", "casia"};

    private final Corpus corpus;
    private final Part part;
    private final TelephoneChannel line;

    private RateFigures(Corpus corpus, Part part, TelephoneChannel line) {
        this.corpus = corpus;
        this.part = part;
        this.line = line;
    }

    /** Prints the table; arguments as {@code perf/ear} hands them on. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(args);
        Corpus corpus = Corpus.read(arguments.data());
        System.out.println(
                "Speech rate against syllables counted by hand, " + arguments.part() + " speakers and lines");
        System.out.println(RateItem.head());
        for (TelephoneChannel line : TelephoneChannel.of(arguments.part())) {
            Function<List<Clip>, List<List<Clip>>> oneEmotion = RateCalls::ofOneEmotion;
            Function<List<Clip>, List<List<Clip>>> mixed = RateCalls::mixed;
            RateFigures table = new RateFigures(corpus, arguments.part(), line);
            table.print("single clips, trimmed", true, RateCalls::singles);
            table.print("one emotion", false, oneEmotion);
            table.print("one emotion, trimmed", true, oneEmotion);
            table.print("mixed", false, mixed);
            table.print("mixed, trimmed", true, mixed);
        }
    }

    private void print(String name, boolean trimmed, Function<List<Clip>, List<List<Clip>>> compose)
            throws IOException {
        List<RateItem> pooled = new ArrayList<>();
        for (String one : CORPORA) {
            List<Clip> clips = corpus.clips(part, one).stream()
                    .filter(c -> c.prosody().isPresent())
                    .toList();
            List<RateItem> measured = new ArrayList<>();
            for (List<Clip> item : compose.apply(clips)) {
                measured.add(measure(item, line, trimmed));
            }
            System.out.println(RateItem.row(line.name(), name, one, measured));
            pooled.addAll(measured);
        }
        System.out.println(RateItem.row(line.name(), name, "pooled", pooled));
    }

    private static RateItem measure(List<Clip> clips, TelephoneChannel line, boolean trimmed) throws IOException {
        short[] call = RateCalls.joined(clips, trimmed);
        int syllables = 0;
        double spanSeconds = 0;
        double pauseSeconds = 0;
        for (Clip clip : clips) {
            syllables += clip.prosody().orElseThrow().syllables();
            spanSeconds += clip.prosody().orElseThrow().spanSeconds();
            pauseSeconds += SpeechFrames.pauseSeconds(clip.samples());
        }
        RateListener heard = RateListener.heard(line.send(call));
        double seconds = (call.length - RateCalls.BETWEEN_SAMPLES) / SAMPLES_PER_SECOND;
        return new RateItem(
                clips.get(0).speaker(),
                new RatePair(syllables / spanSeconds, heard.syllables() / spanSeconds),
                new RatePair(syllables / (spanSeconds - pauseSeconds), heard.articulationRate()),
                new RatePair(syllables / seconds, heard.speakingRate()));
    }
}
