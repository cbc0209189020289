package io.callfuse.models.training;

import io.callfuse.models.HistoryInput;

/**
 * How a network is fitted.
 *
 * @param history what it is shown of earlier clips
 * @param hiddenUnits over 0; multiples of eight are fast
 * @param steps over 0
 * @param inputDropout share of inputs that are left out at random, 0..1
 * @param hiddenDropout share of hidden units that are left out at random, 0..1
 * @param learningRate the highest of the cycle, over 0
 * @param seed of everything random
 */
public record NetworkFitSettings(
        HistoryInput history,
        int hiddenUnits,
        int steps,
        double inputDropout,
        double hiddenDropout,
        double learningRate,
        long seed) {
    /** Checks the numbers. */
    public NetworkFitSettings {
        if (hiddenUnits < 1 || steps < 1) {
            throw new IllegalArgumentException(hiddenUnits + " hidden units, " + steps + " steps");
        }
        if (!(inputDropout >= 0 && inputDropout < 1 && hiddenDropout >= 0 && hiddenDropout < 1)) {
            throw new IllegalArgumentException("dropout " + inputDropout + " and " + hiddenDropout);
        }
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("learning rate " + learningRate);
        }
    }

    /** The network that is best on known kinds of speech; chosen by leave-speakers-out on the acted corpora. */
    public static NetworkFitSettings wide(long seed) {
        return new NetworkFitSettings(HistoryInput.RAW_AND_DEVIATION, 128, 2500, 0.2, 0.5, 2e-3, seed);
    }

    /** The network that is best on other kinds of speech; chosen by leave-one-corpus-out on the acted corpora. */
    public static NetworkFitSettings compact(long seed) {
        return new NetworkFitSettings(HistoryInput.SCALED_DEVIATION, 64, 500, 0.5, 0.5, 2e-3, seed);
    }

    /** A smaller network that is fitted for a shorter time: what it learns from carries over better to other languages. */
    public static NetworkFitSettings narrow(long seed) {
        return new NetworkFitSettings(HistoryInput.RAW_AND_DEVIATION, 64, 800, 0.5, 0.5, 2e-3, seed);
    }

    /** The same with another number of steps. */
    public NetworkFitSettings withSteps(int other) {
        return new NetworkFitSettings(history, hiddenUnits, other, inputDropout, hiddenDropout, learningRate, seed);
    }
}
