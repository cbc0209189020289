package io.callfuse.models.training;

import java.util.List;

/**
 * The classes that are learnt.
 *
 * @param prior how often each is drawn from a corpus, against the others, over 0
 * @param angry index of the class that the output for anger tells from the rest
 */
public record ClassTargets(List<Double> prior, int angry) {
    /** Checks the numbers. */
    public ClassTargets {
        prior = List.copyOf(prior);
        if (prior.size() < 2 || angry < 0 || angry >= prior.size()) {
            throw new IllegalArgumentException(prior.size() + " classes, of which " + angry + " is angry");
        }
        if (!prior.stream().allMatch(p -> p > 0 && p < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a prior is not over 0");
        }
    }

    /** How many classes there are. */
    public int classes() {
        return prior.size();
    }

    /** How many outputs a network has for them. */
    int outputs() {
        return prior.size() + 1;
    }
}
