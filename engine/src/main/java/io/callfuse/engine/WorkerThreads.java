package io.callfuse.engine;

import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.overload.DelayCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The threads of an engine's workers, one each. */
final class WorkerThreads implements AutoCloseable {
    private final List<AgentThread> threads = new ArrayList<>();
    private long[] roundsSeen = {};

    /** Makes as many workers as are asked for, without threads. */
    static List<LegWorker> workers(EngineConfig.Workers settings) {
        int asked = settings.workers();
        int count = asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, count)
                .mapToObj(number -> new LegWorker(
                        number,
                        settings.maxCalls(),
                        new DelayCount(settings.lateAfter().toNanos())))
                .toList();
    }

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
