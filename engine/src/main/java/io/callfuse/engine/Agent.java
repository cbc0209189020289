package io.callfuse.engine;

/** A worker with a duty cycle: one thread calls {@link #doWork} again and again, and a test can step it by hand. */
interface Agent {
    /** Names the thread that runs this agent, such as {@code leg-worker-0}. */
    String roleName();

    /** Does what there is to do and returns how much that was; 0 means nothing was waiting. Never blocks. */
    int doWork();

    /**
     * How long the thread may rest before the next round, ns, whatever this one has done: what comes meanwhile is then done at one go.
     * 0 leaves it to how much there was to do.
     */
    default long restNs() {
        return 0;
    }

    /** The agent's own thread calls this once, last. */
    void onClose();
}
