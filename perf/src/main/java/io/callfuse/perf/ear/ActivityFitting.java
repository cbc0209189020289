package io.callfuse.perf.ear;

import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fits the weights that tell speech from music and prints the table that {@code dsp.activity.TextureWeights} has:
 * {@code ActivityFitting DATA_DIR MUSIC_DIR VOICES_DIR [PART]}. Music is three excerpts of 30 s of every WAV file of the directory,
 * -42 to -10 dBFS, by itself, in noise and through the fitting lines; speech is that of the speakers for tuning
 * and of {@link FittingVoices} by itself, in noise and among other voices 15 and 10 dB below, clipped, at other levels, through the
 * fitting lines, and after music, and the real legs for tuning. PART 0 or 1 takes every second file of music and half of each
 * speaker's clips, so that the other half can judge. Ten minutes on one core.
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
    private static final int HIDDEN = 8;
    private static final double PENALTY = 1e-4;
    /** Networks from other beginnings err elsewhere, so their mean errs less. */
    private static final int NETWORKS = 3;

    private static final double SNR_DB = 15;
    private static final double LOW_SNR_DB = 10;
    /** Music in noise is rare on a line; it is here so that noise does not speak for a talker. */
    private static final double NOISY_MUSIC_WEIGHT = 0.4;

    private static final double LEG_WEIGHT = 6;
    /** There is much more music than there are tones, and none of these may pass. */
    private static final double TONE_WEIGHT = 5;

    /** Words said one by one are no talk; here they are for the voices and languages. */
    private static final double WORDS_WEIGHT = 0.25;

    private static final int MIN_SENTENCE_SAMPLES = 3 * 8000;
    private static final int BABBLE_VOICES = 6;
    private static final int ROOMS = 20;
    /** Of a few weights, the one at which a room without a caller counts as speech less and a caller in it no less. */
    private static final double ROOM_WEIGHT = 0.15;

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
        if (args.length < 3 || args.length > 4) {
            System.err.println(
                    "usage: DATA_DIR MUSIC_DIR (with WAV files) VOICES_DIR (with one of WAV files a speaker) [0|1]");
            System.exit(2);
        }
        ActivityFitting fitting = new ActivityFitting(args.length == 4 ? Integer.parseInt(args[3]) : BOTH);
        fitting.addMusic(Path.of(args[1]));
        fitting.addTones();
        Corpus corpus = Corpus.read(Path.of(args[0]));
        List<Talk> talks = fitting.addSpeech(corpus, FittingVoices.list(Path.of(args[2])));
        fitting.addLegs(corpus, talks);
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
            if (q == 0) {
                examples.addMusic(TelephoneChannel.throughFittingLine(piece, pieces.size()));
            }
            examples.weigh(NOISY_MUSIC_WEIGHT);
            examples.addMusic(TelephoneChannel.clean().with("noise", noise(q)).send(sent(piece, levelDbfs, law)));
            examples.weigh(1);
        }
    }

    /** Pairs of tones in bursts, which beat when they lie close: what the search for tones leaves over must not pass for speech. */
    private void addTones() {
        examples.weigh(TONE_WEIGHT);
        for (NonSpeech sound : NonSpeech.of(Part.TUNING)) {
            for (int levelDbfs = -45; levelDbfs <= -10 && !sound.kind().contains("noise"); levelDbfs += 17) {
                short[] samples = new short[sound.samples().length];
                double[] level = sound.samples();
                double factor = 8000
                        / Math.max(
                                1e-9, Arrays.stream(level).map(Math::abs).max().orElse(1));
                for (int t = 0; t < samples.length; t++) {
                    samples[t] = rounded(factor * level[t]);
                }
                examples.addMusic(sent(samples, levelDbfs, levelDbfs == -28 ? Law.A_LAW : Law.MU_LAW));
            }
        }
        addPairs();
        examples.weigh(1);
    }

    private void addPairs() {
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

    private static LineFault noise(int kind) {
        return kind == 0
                ? LineFaults.white(SNR_DB, kind)
                : kind == 1 ? LineFaults.pink(SNR_DB, kind) : LineFaults.car(LOW_SNR_DB, kind);
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

    private List<Talk> addSpeech(Corpus corpus, Map<String, List<Clip>> voices) throws IOException {
        Map<String, List<Clip>> bySpeaker = new LinkedHashMap<>();
        for (Clip clip : corpus.clips(Part.TUNING, "ravdess", "casia", "emodb", "fsdd")) {
            bySpeaker.computeIfAbsent(clip.speaker(), s -> new ArrayList<>()).add(clip);
        }
        bySpeaker.putAll(voices);
        List<Talk> added = new ArrayList<>();
        for (int h = 0; h < HALVES; h++) {
            List<Talk> talks = new ArrayList<>();
            for (List<Clip> clips : bySpeaker.values()) {
                talks.add(Talk.of(some(clips, h)));
            }
            for (int i = 0; i < talks.size() && (half == BOTH || half == h); i++) {
                examples.weigh(ofWords(talks.get(i)) ? WORDS_WEIGHT : 1);
                addTalk(talks.get(i), talks, i + 1L);
            }
            if (half == BOTH || half == h) {
                addRooms(talks, h * (long) ROOMS);
                added.addAll(talks);
            }
        }
        examples.weigh(1);
        return added;
    }

    /** Whether a talk is made of words said one by one. */
    private static boolean ofWords(Talk talk) {
        return talk.corpus().equals("voices") && talk.samples().length < TALK_CLIPS * MIN_SENTENCE_SAMPLES;
    }

    /** Many voices at once without a caller: nobody talks into the telephone. Little weight, since voices they are. */
    private void addRooms(List<Talk> talks, long firstSeed) {
        examples.weigh(ROOM_WEIGHT);
        for (long seed = firstSeed; seed < firstSeed + ROOMS; seed++) {
            double[] room = new double[PIECE_SAMPLES];
            double levelDbfs = -50 + 25 * random.nextDouble();
            LineFaults.babble(0, others(talks, seed), seed).apply(room, levelDbfs);
            short[] samples = new short[room.length];
            for (int i = 0; i < room.length; i++) {
                samples[i] = rounded(room[i]);
            }
            examples.addMusic(
                    seed % 3 == 0
                            ? TelephoneChannel.throughFittingLine(samples, seed)
                            : sent(samples, levelDbfs, seed % 3 == 1 ? Law.MU_LAW : Law.A_LAW));
        }
    }

    private static List<short[]> others(List<Talk> all, long seed) {
        List<short[]> voices = new ArrayList<>(
                all.stream().filter(t -> !ofWords(t)).map(Talk::samples).toList());
        Collections.shuffle(voices, new Random(seed));
        return voices.subList(0, Math.min(BABBLE_VOICES, voices.size()));
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
        List<short[]> voices = others(all, seed);
        examples.addSpeech(line.send(talk.samples()), talk.speech());
        examples.addSpeech(TelephoneChannel.throughFittingLine(talk.samples(), seed), talk.speech());
        LineFault among = LineFaults.babble(SNR_DB, others(all, seed + 1), seed + 1);
        short[] together = TelephoneChannel.clean().with("babble", among).send(talk.samples());
        examples.addSpeech(TelephoneChannel.throughFittingLine(together, seed + all.size()), talk.speech());
        for (LineFault fault : List.of(
                LineFaults.white(SNR_DB, seed),
                LineFaults.pink(SNR_DB, seed),
                LineFaults.car(SNR_DB, seed),
                LineFaults.babble(SNR_DB, voices, seed),
                LineFaults.white(LOW_SNR_DB, seed),
                LineFaults.pink(LOW_SNR_DB, seed),
                LineFaults.car(LOW_SNR_DB, seed),
                LineFaults.babble(LOW_SNR_DB, voices, -seed),
                LineFaults.clipping(0.1),
                LineFaults.gain(seed % 2 == 0 ? -19 : 14))) {
            examples.addSpeech(line.with("fault", fault).send(talk.samples()), talk.speech());
        }
        addAfterMusic(talk, line);
    }

    /** Real legs, whose words are marked, as they are and in noise. */
    private void addLegs(Corpus corpus, List<Talk> talks) throws IOException {
        examples.weigh(LEG_WEIGHT);
        for (Clip clip : corpus.clips(Part.TUNING, "spokenwoz")) {
            boolean[] words = TelephoneLegs.inWord(clip, clip.samples().length / FRAME);
            examples.addSpeech(clip.samples(), words);
            for (double snrDb : new double[] {SNR_DB, LOW_SNR_DB}) {
                for (LineFault fault : List.of(
                        LineFaults.white(snrDb, 5),
                        LineFaults.pink(snrDb, 6),
                        LineFaults.car(snrDb, 7),
                        LineFaults.babble(snrDb, others(talks, 8), 8))) {
                    examples.addSpeech(
                            TelephoneChannel.clean().with("noise", fault).send(clip.samples()), words);
                }
            }
        }
        examples.weigh(1);
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
        int[] labels = examples.labels();
        int speech = Arrays.stream(labels).sum();
        System.out.printf(Locale.ROOT, "%d frames of music, %d of speech%n", labels.length - speech, speech);
        List<TextureNetworkFit> fits = new ArrayList<>();
        for (int seed = 1; seed <= NETWORKS; seed++) {
            List<float[]> rows = examples.rows().stream().map(float[]::clone).toList();
            fits.add(new TextureNetworkFit(rows, labels, examples.shares(), HIDDEN, PENALTY, seed));
        }
        printMean(fits);
    }

    /** The mean of networks of one layer is a network with all their units. */
    private static void printMean(List<TextureNetworkFit> fits) {
        double bias = 0;
        double[] direct = new double[fits.get(0).direct().length];
        List<String> hiddenBias = new ArrayList<>();
        List<String> outOfHidden = new ArrayList<>();
        List<String> intoHidden = new ArrayList<>();
        for (TextureNetworkFit fit : fits) {
            bias += fit.bias() / fits.size();
            for (int i = 0; i < direct.length; i++) {
                direct[i] += fit.direct()[i] / fits.size();
            }
            hiddenBias.add(list(fit.hiddenBias()));
            outOfHidden.add(list(Arrays.stream(fit.outOfHidden())
                    .map(weight -> weight / fits.size())
                    .toArray()));
            for (int unit = 0; unit < HIDDEN; unit++) {
                intoHidden.add("{" + list(fit.intoHidden(unit)) + "}");
            }
        }
        System.out.printf(Locale.ROOT, "BIAS = %.5f;%n", bias);
        System.out.printf("HIDDEN_BIAS = {%s};%n", String.join(", ", hiddenBias));
        System.out.printf("OUT_OF_HIDDEN = {%s};%n", String.join(", ", outOfHidden));
        System.out.printf("DIRECT = {%s};%n", list(direct));
        System.out.printf("INTO_HIDDEN = {%n%s%n};%n", String.join(",\n", intoHidden));
    }

    private static String list(double[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(n -> String.format(Locale.ROOT, "%.5f", n))
                .collect(Collectors.joining(", "));
    }

    private static short rounded(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
