package io.callfuse.models.training;

/** A smooth function to be made small. */
@FunctionalInterface
public interface Objective {
    /** Returns the value at {@code point} and writes the gradient there. */
    double evaluate(double[] point, double[] gradient);
}
