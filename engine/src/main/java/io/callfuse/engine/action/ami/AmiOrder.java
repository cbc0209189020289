package io.callfuse.engine.action.ami;

/** One thing that somebody asked of Asterisk, on its way through the queue. */
interface AmiOrder {
    /**
     * Does it.
     *
     * @throws AmiLostException if the connection broke on the way; the order is then done again with the next one if it {@link
     *     #survivesLoss()}, else it has come to its end by itself
     */
    void carryOut(AmiSession session) throws AmiLostException;

    /** Whether it is carried on after a lost connection. */
    boolean survivesLoss();

    /** Ends it undone. */
    void giveUp(String why);

    /** Until when it may wait for a connection, on the clock of {@link System#nanoTime()}. */
    long deadlineNs();
}
