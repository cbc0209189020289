package io.callfuse.models.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Learns the recogniser from recordings of digits: in each round every recording comes once, in utterances over lines that are new
 * in every third round and in voices that are new in each, and the network learns from where it now finds the words. One thread;
 * the same recordings and settings give the same bytes.
 */
public final class DigitFit {
    private static final int WIDTH = 112;
    /** Few, for many small steps: chosen against 8 by training speakers left out. */
    private static final int BATCH_UTTERANCES = 3;

    private static final double HIGHEST_RATE = 2e-3;
    private static final double LOWEST_RATE = 2e-5;
    /** Rounds in which a word's states are where they were dealt evenly. */
    private static final int EVEN_ROUNDS = 3;

    /** So many rounds in a row hear the same utterances, of other vocal tracts and blotted elsewhere. */
    private static final int ROUNDS_OF_UTTERANCES = 3;

    private static final double BLOTTED_SHARE = 0.7;
    private static final double RATE_RISE_STEPS = 50;
    private static final int REPORT_ROUNDS = 5;

    private final int rounds;
    private final Consumer<String> report;
    private final Random random;
    private final TrainingCepstra cepstra;
    private final TimeDelayNetwork network;
    private final OutputTally tally = new OutputTally();
    private CepstrumScale scale;
    private int steps;

    private DigitFit(int rounds, long seed, Consumer<String> report) {
        this.rounds = rounds;
        this.report = report;
        this.random = new Random(seed);
        this.cepstra = new TrainingCepstra(random);
        this.network = new TimeDelayNetwork(WIDTH, DigitVocabulary.outputs(), random);
    }

    /**
     * Learns.
     *
     * @param clips of the speakers to learn from, nobody else's
     * @param rounds how often each is heard; 100 take six minutes of one core for 2000 clips
     * @param report takes a line now and then
     * @throws IllegalArgumentException if there is nothing to learn from
     */
    public static DigitAcoustics fit(List<DigitClip> clips, int rounds, long seed, Consumer<String> report) {
        if (clips.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException(clips.size() + " recordings, " + rounds + " rounds");
        }
        DigitFit fit = new DigitFit(rounds, seed, report);
        UtteranceComposer composer = new UtteranceComposer(clips, fit.random);
        List<DigitUtterance> utterances = List.of();
        for (int round = 0; round < rounds; round++) {
            if (round % ROUNDS_OF_UTTERANCES == 0) {
                utterances = composer.compose();
            } else {
                Collections.shuffle(utterances, fit.random);
            }
            fit.round(round, utterances);
        }
        return new DigitAcoustics(fit.scale, fit.network.maps(), fit.tally.priors(), fit.tally.stays());
    }

    private void round(int round, List<DigitUtterance> utterances) {
        long beganNs = System.nanoTime();
        List<float[]> heard = new ArrayList<>();
        for (DigitUtterance utterance : utterances) {
            heard.add(cepstra.of(utterance.samples(), round < BLOTTED_SHARE * rounds));
        }
        if (scale == null) {
            scale = CepstrumScale.of(heard);
        }
        double loss = 0;
        long known = 0;
        for (int i = 0; i < utterances.size(); i += BATCH_UTTERANCES) {
            int end = Math.min(utterances.size(), i + BATCH_UTTERANCES);
            Batch batch = new Batch(heard.subList(i, end), scale);
            float[][] logs = network.forward(batch.cepstra);
            int[] labels = label(round, utterances.subList(i, end), batch, logs);
            loss += network.learn(labels, rate(round + (double) i / utterances.size()));
            known += Arrays.stream(labels).filter(label -> label >= 0).count();
            steps++;
        }
        tally.endRound();
        if ((round + 1) % REPORT_ROUNDS == 0 || round + 1 == rounds) {
            report.accept(String.format(
                    Locale.ROOT,
                    "round %d of %d: loss %.3f over %d outputs, %.1f s",
                    round + 1,
                    rounds,
                    loss / known,
                    known,
                    (System.nanoTime() - beganNs) / 1e9));
        }
    }

    private int[] label(int round, List<DigitUtterance> utterances, Batch batch, float[][] logs) {
        int[] labels = new int[batch.outputs()];
        Arrays.fill(labels, -1);
        float[][] likelihoods = round < EVEN_ROUNDS ? logs : tally.likelihoods(logs, batch.outputs());
        for (int i = 0; i < utterances.size(); i++) {
            List<DigitUtterance.Spoken> words = utterances.get(i).words();
            int[] own = round < EVEN_ROUNDS
                    ? DigitAligner.even(words, batch.counts[i])
                    : DigitAligner.likeliest(words, likelihoods, batch.firsts[i], batch.counts[i]);
            System.arraycopy(own, 0, labels, batch.firsts[i], own.length);
            tally.count(own);
        }
        return labels;
    }

    /** Falls along half a cosine, after a short rise. */
    private double rate(double round) {
        double fallen = 0.5 * (1 + StrictMath.cos(StrictMath.PI * round / rounds));
        return (LOWEST_RATE + (HIGHEST_RATE - LOWEST_RATE) * fallen) * Math.min(1, (steps + 1) / RATE_RISE_STEPS);
    }

    /** Utterances in a row, each with its first and last cepstrum repeated as the decoder does. */
    private static final class Batch {
        private final float[][] cepstra;
        /** The first output of each utterance, and how many it has. */
        private final int[] firsts;

        private final int[] counts;

        Batch(List<float[]> utterances, CepstrumScale scale) {
            firsts = new int[utterances.size()];
            counts = new int[utterances.size()];
            int total = 0;
            for (int i = 0; i < firsts.length; i++) {
                int length = utterances.get(i).length / KaldiCepstrum.COEFFICIENTS;
                counts[i] = (length + TimeDelayNetwork.SUBSAMPLING - 1) / TimeDelayNetwork.SUBSAMPLING;
                firsts[i] = total / TimeDelayNetwork.SUBSAMPLING;
                int padded = TimeDelayNetwork.SUBSAMPLING * counts[i] + 2 * TimeDelayNetwork.CONTEXT;
                total += padded + TimeDelayNetwork.SUBSAMPLING - padded % TimeDelayNetwork.SUBSAMPLING;
            }
            cepstra = new float[total][KaldiCepstrum.COEFFICIENTS];
            for (int i = 0; i < firsts.length; i++) {
                int end = i + 1 < firsts.length ? firsts[i + 1] * TimeDelayNetwork.SUBSAMPLING : total;
                scale.pad(utterances.get(i), cepstra, firsts[i] * TimeDelayNetwork.SUBSAMPLING, end);
            }
        }

        int outputs() {
            return TimeDelayNetwork.outputs(cepstra.length);
        }
    }
}
