package io.callfuse.perf.ear;

import io.callfuse.dsp.activity.SoundTexture;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.models.training.MultinomialRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Fits the weights that tell speech from music and prints the table that {@code dsp.activity.SpeechOverMusic} has:
 * {@code ActivityFitting DATA_DIR MUSIC_DIR [PART]}. Music is three excerpts of 30 s of every WAV file of the directory, -42 to
 * -10 dBFS; speech is that of the speakers for tuning by itself, in noise 15 dB below, clipped, at other levels, through the emotion
 * model's training lines, and after music. PART 0 or 1 takes every second file of music and half of each speaker's clips, so
 * that the other half can judge. Two minutes on one core.
 */
public final class ActivityFitting {
    private static final int PIECE_SAMPLES = 30 * 8000;
    private static final int PIECES_OF_A_FILE = 3;
    private static final int TALK_CLIPS = 12;
    private static final int HALVES = 2;
    private static final int BOTH = 2;
    private static final int FRAME = ActivityInputs.FRAME_SAMPLES;
    private static final int BEFORE_SAMPLES = 6 * 8000;
    private static final int AFTER_SAMPLES = 5 * 8000;
    private static final int TONES = 30;
    private static final int TONE_SAMPLES = 8 * 8000;
    private static final double PENALTY = 3e-5;
    private static final double SNR_DB = 15;
    private static final double MUSIC_DBFS = -24;
    private static final double LINE_NOISE_DBFS = -66;

    private final int half;
    private final Random random = new Random(42);
    private final List<short[]> pieces = new ArrayList<>();
    private final ActivityExamples examples = new ActivityExamples();

    private ActivityFitting(int half) {
        this.half = half;
    }

    /** Fits and prints. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            System.err.println("usage: DATA_DIR MUSIC_DIR (with WAV files) [0|1]");
            System.exit(2);
        }
        ActivityFitting fitting = new ActivityFitting(args.length == 3 ? Integer.parseInt(args[2]) : BOTH);
        fitting.addMusic(Path.of(args[1]));
        fitting.addTones();
        fitting.addSpeech(Corpus.read(Path.of(args[0])));
        fitting.print();
    }

    private void addMusic(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
        }
        for (int i = 0; i < files.size(); i++) {
            if (half == BOTH || i % HALVES == half) {
                addPieces(ClipReader.read(files.get(i)));
            }
        }
    }

    private void addPieces(short[] whole) {
        for (int q = 0; q < PIECES_OF_A_FILE; q++) {
            int from = (int) ((long) whole.length * q / PIECES_OF_A_FILE);
            short[] piece = Arrays.copyOfRange(whole, from, Math.min(whole.length, from + PIECE_SAMPLES));
            double levelDbfs = -42 + 32 * random.nextDouble();
            Law law = random.nextBoolean() ? Law.MU_LAW : Law.A_LAW;
            examples.addMusic(sent(piece, levelDbfs, law));
            pieces.add(piece);
        }
    }

    /** Pairs of tones in bursts, which beat when they lie close: what the search for tones leaves over must not pass for speech. */
    private void addTones() {
        for (int i = 0; i < TONES; i++) {
            double lowHz = 330 + 300 * random.nextDouble();
            double highHz = lowHz + 10 + (i % 2 == 0 ? 60 : 1000) * random.nextDouble();
            double onMs = 80 + 600 * random.nextDouble();
            double offMs = 80 + 600 * random.nextDouble();
            double[] tones = ToneCadence.samples(
                    String.format(Locale.ROOT, "%.1f+%.1f/%.0f,0/%.0f", lowHz, highHz, onMs, offMs), TONE_SAMPLES);
            short[] samples = new short[tones.length];
            for (int t = 0; t < tones.length; t++) {
                samples[t] = rounded(8000 * tones[t]);
            }
            examples.addMusic(sent(samples, -45 + 35 * random.nextDouble(), i % 4 < 2 ? Law.MU_LAW : Law.A_LAW));
        }
    }

    private short[] sent(short[] samples, double levelDbfs, Law law) {
        double factor = Levels.factor(levelDbfs - Levels.speechDbfs(samples));
        double noise = 32768 * Levels.factor(LINE_NOISE_DBFS);
        short[] sent = new short[samples.length];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = law.coded(rounded(factor * samples[i] + noise * random.nextGaussian()));
        }
        return sent;
    }

    private void addSpeech(Corpus corpus) throws IOException {
        Map<String, List<Clip>> bySpeaker = new LinkedHashMap<>();
        for (Clip clip : corpus.clips(Part.TUNING, "ravdess", "casia", "emodb")) {
            bySpeaker.computeIfAbsent(clip.speaker(), s -> new ArrayList<>()).add(clip);
        }
        for (int h = 0; h < HALVES; h++) {
            List<Talk> talks = new ArrayList<>();
            for (List<Clip> clips : bySpeaker.values()) {
                talks.add(Talk.of(some(clips, h)));
            }
            for (int i = 0; i < talks.size() && (half == BOTH || half == h); i++) {
                addTalk(talks.get(i), talks, i + 1L);
            }
        }
    }

    private static List<Clip> some(List<Clip> clips, int h) {
        int step = Math.max(1, clips.size() / TALK_CLIPS);
        List<Clip> some = new ArrayList<>();
        for (int i = h * (step / HALVES); i < clips.size() && some.size() < TALK_CLIPS; i += step) {
            some.add(clips.get(i));
        }
        return some;
    }

    private void addTalk(Talk talk, List<Talk> all, long seed) {
        TelephoneChannel line = TelephoneChannel.tuning();
        List<short[]> voices = all.stream().map(Talk::samples).limit(6).toList();
        examples.addSpeech(line.send(talk.samples()), talk.speech());
        examples.addSpeech(TelephoneChannel.throughTrainingLine(talk.samples(), seed), talk.speech());
        for (LineFault fault : List.of(
                LineFaults.white(SNR_DB, seed),
                LineFaults.pink(SNR_DB, seed),
                LineFaults.car(SNR_DB, seed),
                LineFaults.babble(SNR_DB, voices, seed),
                LineFaults.clipping(0.1),
                LineFaults.gain(seed % 2 == 0 ? -19 : 14))) {
            examples.addSpeech(line.with("fault", fault).send(talk.samples()), talk.speech());
        }
        addAfterMusic(talk, line);
    }

    /** Music and the talk by turns, each for some seconds. */
    private void addAfterMusic(Talk talk, TelephoneChannel line) {
        int turns = talk.samples().length / AFTER_SAMPLES;
        short[] both = new short[turns * (BEFORE_SAMPLES + AFTER_SAMPLES)];
        boolean[] speech = new boolean[both.length / FRAME];
        for (int t = 0; t < turns; t++) {
            int at = t * (BEFORE_SAMPLES + AFTER_SAMPLES);
            short[] piece = pieces.get(random.nextInt(pieces.size()));
            double factor = Levels.factor(MUSIC_DBFS - Levels.speechDbfs(piece));
            for (int i = 0; i < BEFORE_SAMPLES; i++) {
                both[at + i] = rounded(factor * piece[i % piece.length]);
            }
            System.arraycopy(talk.samples(), t * AFTER_SAMPLES, both, at + BEFORE_SAMPLES, AFTER_SAMPLES);
            int frame = (at + BEFORE_SAMPLES) / FRAME;
            System.arraycopy(talk.speech(), t * AFTER_SAMPLES / FRAME, speech, frame, AFTER_SAMPLES / FRAME);
        }
        examples.addSpeech(line.send(both), speech);
    }

    private void print() {
        List<float[]> rows = examples.rows();
        int[] labels = examples.labels();
        double[] mean = new double[SoundTexture.FEATURES];
        double[] deviation = new double[SoundTexture.FEATURES];
        for (int i = 0; i < mean.length; i++) {
            int feature = i;
            mean[i] = rows.stream().mapToDouble(r -> r[feature]).average().orElseThrow();
            deviation[i] = Math.sqrt(rows.stream()
                    .mapToDouble(r -> (r[feature] - mean[feature]) * (r[feature] - mean[feature]))
                    .average()
                    .orElseThrow());
        }
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) ((row[i] - mean[i]) / Math.max(deviation[i], 1e-6));
            }
        }
        long speech = Arrays.stream(labels).sum();
        double[] weights = Arrays.stream(labels)
                .mapToDouble(l -> l == 1 ? 0.5 / speech : 0.5 / (labels.length - speech))
                .toArray();
        // Two classes share each weight, so that the penalty on the difference is half of that on each.
        MultinomialRegression.Fit fit = new MultinomialRegression(2, 2 * PENALTY).fit(rows, labels, weights);
        System.out.printf(Locale.ROOT, "%d frames of music, %d of speech%n", labels.length - speech, speech);
        print(fit, mean, deviation);
    }

    private static void print(MultinomialRegression.Fit fit, double[] mean, double[] deviation) {
        double bias = fit.bias()[1] - fit.bias()[0];
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < mean.length; i++) {
            double slope = (fit.weights()[1][i] - fit.weights()[0][i]) / Math.max(deviation[i], 1e-6);
            bias -= slope * mean[i];
            table.append(String.format(Locale.ROOT, i % 9 == 8 ? "%.4f,%n" : "%.4f, ", slope));
        }
        System.out.printf(Locale.ROOT, "BIAS = %.4f%nWEIGHTS = {%n%s}%n", bias, table);
    }

    private static short rounded(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
