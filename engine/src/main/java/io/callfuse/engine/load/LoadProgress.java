package io.callfuse.engine.load;

/** Is told how far a run has come. */
@FunctionalInterface
public interface LoadProgress {
    /**
     * Told about once a second.
     *
     * @param doneMs of what is known to be done
     * @param allMs in all, as far as is known
     * @param now what is being done
     */
    void at(long doneMs, long allMs, String now);
}
