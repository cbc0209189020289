package io.callfuse.engine;

/** A worker with a duty cycle: one thread calls {@link #doWork} again and again, and a test can step it by hand. */
interface Agent {
    /** Names the thread that runs this agent, such as {@code leg-worker-0}. */
    String roleName();

    /** Does what there is to do and returns how much that was; 0 means nothing was waiting. Never blocks. */
    int doWork();

    /** The agent's own thread calls this once, last. */
    void onClose();
}
