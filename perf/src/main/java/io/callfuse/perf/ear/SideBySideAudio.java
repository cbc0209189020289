package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the audio that {@code perf/side-by-side} gives to everybody: acted speech as it was recorded, the clips evened out in
 * level, the same over each telephone line, and groups of 12 s of speech whose syllables were counted by hand.
 */
public final class SideBySideAudio {
    private static final double GROUP_SPAN_SECONDS = 12;

    private SideBySideAudio() {}

    /** Arguments: the data directory, the directory to write to, how many minutes, and {@code --tuning}. */
    public static void main(String[] args) throws IOException {
        Part part = args.length > 3 && args[3].equals("--tuning") ? Part.TUNING : Part.KEPT;
        Corpus corpus = Corpus.read(Path.of(args[0]));
        Path work = Path.of(args[1]);
        double minutes = Double.parseDouble(args[2]);
        short[] clean = ComposedCalls.joined(spread(corpus.clips(part, "ravdess", "emodb", "casia", "nemo"), minutes));
        WavFile.write(work.resolve("clean.wav"), clean, Law.LINEAR);
        List<TelephoneChannel> lines = TelephoneChannel.of(part);
        StringBuilder names = new StringBuilder();
        for (int l = 0; l < lines.size(); l++) {
            WavFile.write(
                    work.resolve("telephone-" + (l + 1) + ".wav"), lines.get(l).send(clean), Law.LINEAR);
            names.append(lines.get(l).name()).append('\n');
        }
        Files.writeString(work.resolve("lines.txt"), names);
        writeGroups(corpus.clips(part, "emodb", "casia"), lines.get(0), work);
    }

    /** Clips from all over the list, so many minutes of them. */
    private static List<Clip> spread(List<Clip> clips, double minutes) {
        double seconds = clips.stream().mapToDouble(Clip::seconds).sum();
        double share = Math.min(1, 60 * minutes / seconds);
        List<Clip> chosen = new ArrayList<>();
        double due = 0;
        for (Clip clip : clips) {
            due += share * clip.seconds();
            if (due > 0) {
                chosen.add(clip);
                due -= clip.seconds();
            }
        }
        return chosen;
    }

    private static void writeGroups(List<Clip> clips, TelephoneChannel line, Path work) throws IOException {
        Path directory = Files.createDirectories(work.resolve("groups"));
        Map<String, List<Clip>> byVoice = new LinkedHashMap<>();
        for (Clip clip : clips) {
            if (clip.prosody().isPresent()) {
                byVoice.computeIfAbsent(clip.speaker() + " " + clip.emotion(), v -> new ArrayList<>())
                        .add(clip);
            }
        }
        StringBuilder list = new StringBuilder();
        int groups = 0;
        for (List<Clip> voice : byVoice.values()) {
            List<Clip> group = new ArrayList<>();
            double span = 0;
            int syllables = 0;
            for (Clip clip : voice) {
                group.add(clip);
                span += clip.prosody().orElseThrow().spanSeconds();
                syllables += clip.prosody().orElseThrow().syllables();
                if (span >= GROUP_SPAN_SECONDS) {
                    String name = String.format(Locale.ROOT, "%04d.wav", groups++);
                    WavFile.write(directory.resolve(name), line.send(ComposedCalls.joined(group)), Law.LINEAR);
                    list.append(String.format(Locale.ROOT, "%s\t%.4f%n", name, syllables / span));
                    group.clear();
                    span = 0;
                    syllables = 0;
                }
            }
        }
        Files.writeString(work.resolve("groups.txt"), list);
    }
}
