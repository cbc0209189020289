package io.callfuse.dsp.robustness;

import java.util.function.Supplier;

/**
 * A unit of dsp under test.
 *
 * @param name its class
 * @param fresh makes one that has heard nothing
 * @param tolerance by how much, relative to 1 or to the value, one that heard something bad 2 s ago may differ from a fresh one
 * @param lifelong whether it speaks of all it has ever heard, so that it differs for ever where what was bad was possible
 */
record Unit(String name, Supplier<Hearing> fresh, double tolerance, boolean lifelong) {
    static Unit of(String name, Supplier<Hearing> fresh) {
        return new Unit(name, fresh, 0, false);
    }

    Unit approaching(double newTolerance) {
        return new Unit(name, fresh, newTolerance, lifelong);
    }

    Unit forLife() {
        return new Unit(name, fresh, tolerance, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
