package io.callfuse.perf.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * CPU time and allocations of the benchmark's own thread, or of another that works for it, and the frames they went for: on a machine
 * that does other things too, the clock on the wall tells more of those, and JMH's own count of allocations holds a few kilobytes an
 * iteration of its own. JMH adds them up over the iterations, and over the threads of a group.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class FrameClock {
    /** Name of the counter of CPU time, ns. */
    static final String CPU_NS = "cpuNs";
    /** Name of the counter of frames. */
    static final String FRAMES = "frames";

    /** Name of the counter of allocations, bytes. */
    static final String ALLOCATED_BYTES = "allocatedBytes";

    /** CPU time of this iteration, ns. */
    public long cpuNs;
    /** Frames of this iteration; each call of a benchmark adds one. */
    public long frames;
    /** What was allocated in this iteration, bytes. */
    public long allocatedBytes;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private long watched;
    private boolean inParts;
    private long beganAtNs;
    private long allocatedBefore;

    /** Measures this thread in place of the benchmark's own, from the next iteration on. */
    public void watch(long threadId) {
        watched = threadId;
    }

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        cpuNs = 0;
        frames = 0;
        allocatedBytes = 0;
        inParts = false;
        mark();
    }

    /** From here on it counts, up to {@link #pause}; what lies before and after does not. */
    public void resume() {
        if (!inParts) {
            inParts = true;
            allocatedBytes = 0;
        }
        mark();
    }

    /** From here on it does not count. */
    public void pause() {
        add();
    }

    /** Ends it. */
    @TearDown(Level.Iteration)
    public void end() {
        if (!inParts) {
            add();
        }
    }

    private void mark() {
        allocatedBefore = allocated();
        beganAtNs = cpuTimeNs();
    }

    private void add() {
        cpuNs += cpuTimeNs() - beganAtNs;
        allocatedBytes += allocated() - allocatedBefore;
    }

    /** To be asked for another thread, which is done but once an iteration, allocates. */
    private long cpuTimeNs() {
        return watched == 0 ? threads.getCurrentThreadCpuTime() : threads.getThreadCpuTime(watched);
    }

    private long allocated() {
        return watched == 0 ? threads.getCurrentThreadAllocatedBytes() : threads.getThreadAllocatedBytes(watched);
    }
}
