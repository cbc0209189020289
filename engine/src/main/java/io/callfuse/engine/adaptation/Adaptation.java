package io.callfuse.engine.adaptation;

import io.callfuse.models.EmotionModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Tries what may be changed about a model on an operator's calls, each on callers left out; chooses the best, and makes it of all
 * calls if it is better than the model as it is. The same calls, model and seed give the same result. For one thread; it uses
 * others.
 */
public final class Adaptation {
    private static final List<Candidate> OF_BASE =
            List.of(Candidate.AS_IS, Candidate.CONFIDENCE, Candidate.ANCHOR, Candidate.ANCHOR_AND_CONFIDENCE);

    private static final Comparator<Trial> BY_FIGURES = Comparator.<Trial>comparingDouble(t -> t.balancedAccuracy())
            .thenComparingDouble(t -> t.area())
            .thenComparingDouble(t -> -t.calibrationError());

    private final EmotionModel base;
    private final String versionSuffix;
    private final long seed;
    private final int ownSteps;

    /**
     * @param base the model as it is
     * @param versionSuffix what the version of an adapted model tells of its origin
     * @param seed from which every random choice follows
     */
    public Adaptation(EmotionModel base, String versionSuffix, long seed) {
        this(base, versionSuffix, seed, 0);
    }

    /** @param ownSteps of the fit of a network of these calls alone; 0 for as many as were chosen */
    Adaptation(EmotionModel base, String versionSuffix, long seed, int ownSteps) {
        this.base = base;
        this.versionSuffix = versionSuffix;
        this.seed = seed;
        this.ownSteps = ownSteps;
    }

    /**
     * What came out.
     *
     * @param trials what was tried, the model as it is first
     * @param best against the model as it is
     * @param model what is worth keeping; empty where nothing is
     */
    public record Result(List<Trial> trials, Comparison best, Optional<EmotionModel> model) {
        /** Copies the list. */
        public Result {
            trials = List.copyOf(trials);
        }
    }

    /** How many networks are fitted in all: so many steps are told. */
    public static int fits(List<OwnCall> calls, long seed) {
        return CallerFolds.deal(calls, seed).count() + 1;
    }

    /**
     * Adapts the model.
     *
     * @param calls of enough callers, see {@link CallerCounts#shortage}
     * @param fitted told how many networks were fitted by then
     */
    public Result adapt(List<OwnCall> calls, LongConsumer fitted) {
        CallerFolds folds = CallerFolds.deal(calls, seed);
        HeldOutScores ofBase = HeldOutScores.ofBase(base, folds, calls);
        List<Trial> trials = new ArrayList<>();
        OF_BASE.forEach(candidate -> trials.add(Trial.of(candidate, ofBase)));
        Progress progress = new Progress(fitted);
        NetworkSource outputLayer = new AdaptedOutputs(base);
        HeldOutScores refitted = HeldOutScores.of(outputLayer, folds, calls, progress);
        trials.add(Trial.of(Candidate.OUTPUT_LAYER, refitted));
        Comparison best = best(trials);
        if (!best.isBetter() || !best.tellsAnything()) {
            return new Result(trials, best, Optional.empty());
        }
        Candidate chosen = best.after().candidate();
        boolean layer = chosen == Candidate.OUTPUT_LAYER;
        EmotionModel model = layer ? outputLayer.fit(calls) : base;
        EmotionModel finished = finished(model, chosen, layer ? refitted : ofBase);
        return new Result(trials, best, Optional.of(finished.named(base.version() + versionSuffix)));
    }

    /** The best of those that are better than the first; where none is, the best of them all, for people to see. */
    private static Comparison best(List<Trial> trials) {
        List<Trial> others = trials.subList(1, trials.size());
        return others.stream()
                .filter(trial -> new Comparison(trials.get(0), trial).isBetter())
                .max(BY_FIGURES)
                .or(() -> others.stream().max(BY_FIGURES))
                .map(trial -> new Comparison(trials.get(0), trial))
                .orElseThrow();
    }

    /** Makes a model of these calls and nothing else; the model as it is stands beside it in the tables alone. */
    public Result alone(List<OwnCall> calls, LongConsumer fitted) {
        CallerFolds folds = CallerFolds.deal(calls, seed);
        Trial asIs = Trial.of(Candidate.AS_IS, HeldOutScores.ofBase(base, folds, calls));
        Progress progress = new Progress(fitted);
        boolean positive = CallerCounts.of(calls).tellsPositive();
        NetworkSource network = new OwnNetwork(positive, seed, ownSteps);
        HeldOutScores scores = HeldOutScores.of(network, folds, calls, progress);
        Trial alone = Trial.of(Candidate.ALONE, scores);
        Comparison comparison = new Comparison(asIs, alone);
        if (!comparison.tellsAnything()) {
            return new Result(List.of(asIs, alone), comparison, Optional.empty());
        }
        EmotionModel finished = finished(network.fit(calls), Candidate.ALONE, scores);
        return new Result(
                List.of(asIs, alone), comparison, Optional.of(finished.named(versionSuffix.replaceFirst("^\\+", ""))));
    }

    private static EmotionModel finished(EmotionModel model, Candidate candidate, HeldOutScores heldOut) {
        EmotionModel finished = model;
        if (candidate.newAnchor()) {
            finished = finished.with(ScoredOwnCall.anchored(model.scoreMap(), Anchoring.choose(heldOut.calls())));
        }
        if (candidate.newConfidence()) {
            finished = finished.with(AdaptedOutputs.calibration(model, heldOut.calls()));
        }
        return finished;
    }

    /** Counts for those who wait; told from several threads. */
    private static final class Progress implements LongConsumer {
        private final LongConsumer told;
        private long done;

        Progress(LongConsumer told) {
            this.told = told;
        }

        @Override
        public synchronized void accept(long more) {
            done += more;
            told.accept(done);
        }
    }
}
