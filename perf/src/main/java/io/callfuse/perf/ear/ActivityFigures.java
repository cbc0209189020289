package io.callfuse.perf.ear;

import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints what the detector of speech makes of sounds that are none, of speech in noise, and of real telephone legs:
 * {@code ActivityFigures DATA_DIR [--tuning] [--music DIR] [--sung DIR] [--prompts DIR]}. The music is
 * instrumental; sung music, which has a human voice in it, is told apart from it, and only where somebody has put WAV files of
 * it into a directory. Everything goes from the first frame on, so the
 * time until music is known to be music counts. A few minutes on one core.
 */
public final class ActivityFigures {
    private static final double[] LEVELS_DBFS = {-45, -35, -25, -15, -10};
    private static final double LINE_NOISE_DBFS = -66;
    private static final int PROMPTS = 60;

    private final Part part;
    private final Law[] laws = {Law.MU_LAW, Law.A_LAW};

    private ActivityFigures(Part part) {
        this.part = part;
    }

    /** Prints the tables. */
    public static void main(String[] args) throws IOException {
        Path music = Path.of("/usr/share/asterisk/moh");
        Path sung = null;
        Path prompts = Path.of("/usr/share/asterisk/sounds");
        Part part = Part.KEPT;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--tuning" -> part = Part.TUNING;
                case "--music" -> music = Path.of(args[++i]);
                case "--sung" -> sung = Path.of(args[++i]);
                case "--prompts" -> prompts = Path.of(args[++i]);
                default -> throw new IllegalArgumentException(args[i] + " is not understood");
            }
        }
        if (args.length == 0) {
            System.err.println("usage: DATA_DIR [--tuning] [--music DIR] [--sung DIR] [--prompts DIR]");
            System.exit(2);
        }
        ActivityFigures figures = new ActivityFigures(part);
        figures.printNonSpeech();
        figures.printFiles("instrumental music", wavs(music));
        if (sung == null) {
            System.out.println("sung music: none given (--sung DIR)");
        } else {
            figures.printFiles("sung music (has a voice, and is told apart from instrumental)", wavs(sung));
        }
        figures.printFiles("recorded prompts (not told from a caller)", thinned(wavs(prompts)));
        new SpeechKept(Corpus.read(Path.of(args[0])), part).print();
        new TelephoneLegs(Corpus.read(Path.of(args[0])), part).print();
    }

    private void printNonSpeech() {
        System.out.println("frames counted as speech, % (levels -45 to -10 dBFS, both laws in turn)");
        Map<String, Tally> byKind = new LinkedHashMap<>();
        Tally tones = new Tally();
        int turn = 0;
        for (NonSpeech sound : NonSpeech.of(part)) {
            Tally tally = byKind.computeIfAbsent(sound.kind(), k -> new Tally());
            for (double levelDbfs : LEVELS_DBFS) {
                boolean[] verdicts = ActivityInputs.verdicts(sent(sound.samples(), levelDbfs, laws[turn++ % 2], turn));
                tally.add(verdicts, null);
                if (!sound.kind().contains("noise")) {
                    tones.add(verdicts, null);
                }
            }
        }
        byKind.forEach((kind, tally) -> line(kind, tally));
        line("all tones, keys, fax, silence, hum", tones);
    }

    private void printFiles(String kind, List<Path> files) throws IOException {
        System.out.println(kind + ": frames counted as speech, % (whole files, at -40, -25 and -12 dBFS)");
        Tally all = new Tally();
        int turn = 0;
        for (Path file : files) {
            Tally tally = new Tally();
            double[] samples = doubles(ClipReader.read(file));
            for (double levelDbfs : new double[] {-40, -25, -12}) {
                tally.add(ActivityInputs.verdicts(sent(samples, levelDbfs, laws[turn++ % 2], turn)), null);
            }
            if (files.size() < PROMPTS) {
                line(file.getFileName().toString(), tally);
            }
            all.add(tally);
        }
        line("all", all);
    }

    private static List<Path> wavs(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
        }
    }

    private static List<Path> thinned(List<Path> files) {
        int step = Math.max(1, files.size() / PROMPTS);
        return java.util.stream.IntStream.range(0, files.size() / step)
                .mapToObj(i -> files.get(i * step))
                .toList();
    }

    /** At this level where it sounds, over a quiet line's noise, through the codec. */
    private static short[] sent(double[] samples, double levelDbfs, Law law, long seed) {
        Random random = new Random(seed);
        double power = 0;
        int sounding = 0;
        for (double sample : samples) {
            power += sample * sample;
            sounding += sample == 0 ? 0 : 1;
        }
        double factor = power == 0 ? 0 : 32768 * Levels.factor(levelDbfs) / Math.sqrt(power / sounding);
        double noise = 32768 * Levels.factor(LINE_NOISE_DBFS);
        short[] sent = new short[samples.length];
        for (int i = 0; i < sent.length; i++) {
            double sample = factor * samples[i] + noise * random.nextGaussian();
            sent[i] = law.coded((short) Math.max(-32768, Math.min(32767, Math.round(sample))));
        }
        return sent;
    }

    static double[] doubles(short[] samples) {
        double[] doubles = new double[samples.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = samples[i];
        }
        return doubles;
    }

    static void line(String name, Tally tally) {
        System.out.printf(Locale.ROOT, "  %-44s %8s  of %d%n", name, tally.percent(), tally.frames());
    }
}
