package io.callfuse.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The threads of an engine's workers, one each. */
final class WorkerThreads implements AutoCloseable {
    private final List<AgentThread> threads = new ArrayList<>();
    private long[] roundsSeen = {};

    /** Gives each worker a thread. */
    void start(List<LegWorker> workers) {
        for (LegWorker worker : workers) {
            AgentThread thread = new AgentThread(worker);
            threads.add(thread);
            thread.start();
        }
    }

    /** How many rounds each has begun; one that is stuck begins no more. */
    List<LongSupplier> rounds() {
        return threads.stream().<LongSupplier>map(thread -> thread::rounds).toList();
    }

    /** Whether every worker has begun a round since this was asked last; asked by one thread, seconds apart. */
    boolean areAtWork() {
        long[] now = threads.stream().mapToLong(AgentThread::rounds).toArray();
        boolean moved = true;
        for (int i = 0; i < now.length; i++) {
            moved &= i >= roundsSeen.length || now[i] != roundsSeen[i];
        }
        roundsSeen = now;
        return moved;
    }

    /** Lets them finish what they are at. */
    @Override
    public void close() {
        threads.forEach(AgentThread::close);
        threads.clear();
    }
}
