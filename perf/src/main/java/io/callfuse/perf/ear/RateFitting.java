package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the straight line by which a nucleus weighs as many syllables as its distance from the one before says. Its slope is
 * that of least squares of the tuning speakers' hand counts, each clip through the tuning line and through one of the emotion
 * model's training lines; its height makes the counts right in the mean over items of one emotion as {@link RateFigures} has
 * them, through the tuning line. Both corpora weigh the same. Prints the two numbers that {@code dsp.rate.NucleusWeight} has.
 */
public final class RateFitting {
    private static final String[] CORPORA = {"emodb", "casia"};

    private final List<Count> counts = new ArrayList<>();
    private final List<Count> samples = new ArrayList<>();

    private RateFitting() {}

    /** Arguments: the data directory. */
    public static void main(String[] args) throws IOException {
        Corpus corpus = Corpus.read(Arguments.parse(args).data());
        RateFitting fitting = new RateFitting();
        for (String name : CORPORA) {
            fitting.add(corpus.clips(Part.TUNING, name).stream()
                    .filter(c -> c.prosody().isPresent())
                    .toList());
        }
        double slope = fitting.relativeSlope();
        double height = 1 / fitting.meanShare(slope);
        System.out.printf("AT_ZERO = %.3f, PER_FRAME = %.4f%n", height, height * slope);
    }

    private void add(List<Clip> clips) throws IOException {
        double all = clips.stream()
                .mapToInt(c -> c.prosody().orElseThrow().syllables())
                .sum();
        long seed = 0;
        for (Clip clip : clips) {
            short[] speech = clip.samples();
            int syllables = clip.prosody().orElseThrow().syllables();
            // A count's variance grows with the count.
            double weight = 1 / (syllables * all);
            counts.add(Count.of(TelephoneChannel.tuning().send(speech), syllables, weight));
            counts.add(Count.of(TelephoneChannel.throughFittingLine(speech, seed++), syllables, weight));
        }
        List<List<Clip>> items = RateCalls.ofOneEmotion(clips);
        for (List<Clip> item : items) {
            short[] call = TelephoneChannel.tuning().send(RateCalls.joined(item, true));
            int syllables = item.stream()
                    .mapToInt(c -> c.prosody().orElseThrow().syllables())
                    .sum();
            samples.add(Count.of(call, syllables, 1.0 / items.size()));
        }
    }

    /** The line's slope by its height at distance zero, from the normal equations of the two. */
    private double relativeSlope() {
        double nn = 0;
        double ns = 0;
        double ss = 0;
        double ny = 0;
        double sy = 0;
        for (Count c : counts) {
            nn += c.weight * c.nuclei * c.nuclei;
            ns += c.weight * c.nuclei * c.spacingFrames;
            ss += c.weight * c.spacingFrames * c.spacingFrames;
            ny += c.weight * c.nuclei * c.syllables;
            sy += c.weight * c.spacingFrames * c.syllables;
        }
        return (sy * nn - ny * ns) / (ny * ss - sy * ns);
    }

    /** Syllables that a line of height one finds, by syllable, in the mean over the samples. */
    private double meanShare(double slope) {
        double sum = 0;
        for (Count c : samples) {
            sum += c.weight / CORPORA.length * (c.nuclei + slope * c.spacingFrames) / c.syllables;
        }
        return sum;
    }

    private record Count(double syllables, double nuclei, double spacingFrames, double weight) {
        static Count of(short[] samples, int syllables, double weight) {
            RateListener heard = RateListener.heard(samples);
            return new Count(syllables, heard.nuclei(), heard.spacingFrames(), weight);
        }
    }
}
