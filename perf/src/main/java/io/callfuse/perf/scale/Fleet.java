package io.callfuse.perf.scale;

/**
 * Engines, their calls, and what happens to them.
 *
 * @param engines how many
 * @param callsEach that an engine takes at once
 * @param erlangs calls at once that are offered to all of them together, in the mean
 * @param callSeconds how long a call lasts in the mean; lengths are exponential
 * @param lookSeconds from one look of the dispatcher at all engines to the next
 * @param tries how many engines are asked for a call, one after the other, where the first refuse it
 * @param kill whether one engine is killed in the middle, and comes back {@value #BACK_AFTER_SECONDS} s later
 * @param seconds that are measured, after {@code 5 * callSeconds} in which it fills up
 */
public record Fleet(
        int engines,
        int callsEach,
        double erlangs,
        double callSeconds,
        double lookSeconds,
        int tries,
        boolean kill,
        double seconds) {
    /** How long an engine that was killed is away. */
    static final double BACK_AFTER_SECONDS = 30;

    /** Refuses what cannot be simulated. */
    public Fleet {
        if (engines < 1 || callsEach < 1 || tries < 1) {
            throw new IllegalArgumentException("engines, calls and tries must be over 0");
        }
        if (!(erlangs > 0) || !(callSeconds > 0) || !(lookSeconds > 0) || !(seconds > 0)) {
            throw new IllegalArgumentException("erlangs and times must be over 0");
        }
    }

    /**
     * The share of calls that one engine, or engines that share all calls perfectly, must refuse: Erlang's formula B (A. K. Erlang,
     * 1917), by its recursion.
     */
    static double erlangB(double erlangs, int places) {
        double blocked = 1;
        for (int n = 1; n <= places; n++) {
            blocked = erlangs * blocked / (n + erlangs * blocked);
        }
        return blocked;
    }
}
