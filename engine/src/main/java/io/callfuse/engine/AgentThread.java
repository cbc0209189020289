package io.callfuse.engine;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link Agent} until closed. Idle rounds back off from spinning to parking for at most {@link #MAX_PARK_NS}: a media
 * frame comes every 20 ms, so 1 ms of sleep delays nothing that a caller could notice and leaves the core to others.
 */
final class AgentThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentThread.class);
    private static final int SPINS_BEFORE_PARKING = 20;
    private static final long MIN_PARK_NS = 50_000;
    private static final long MAX_PARK_NS = 1_000_000;

    private final Agent agent;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long rounds;

    AgentThread(Agent agent) {
        this.agent = agent;
        thread = new Thread(this::run, agent.roleName());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        int idleRounds = 0;
        long parkNs = MIN_PARK_NS;
        while (running) {
            // One writer.
            rounds = rounds + 1;
            boolean worked = work() > 0;
            long restNs = agent.restNs();
            if (restNs > 0) {
                LockSupport.parkNanos(restNs);
            } else if (worked) {
                idleRounds = 0;
                parkNs = MIN_PARK_NS;
            } else if (++idleRounds < SPINS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(parkNs);
                parkNs = Math.min(parkNs * 2, MAX_PARK_NS);
            }
        }
        agent.onClose();
    }

    /** Any thread: how many rounds were begun; a thread that is stuck begins none. */
    long rounds() {
        return rounds;
    }

    /** A fault in one round is told and costs that round only: the legs of this worker go on. */
    private int work() {
        try {
            return agent.doWork();
        } catch (RuntimeException | Error fault) {
            LOG.error("{} failed in one round and goes on", agent.roleName(), fault);
            return 1;
        }
    }

    /** Lets the round in progress end, lets the agent close, and waits for both. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
