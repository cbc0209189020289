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
 * CPU time and allocations of the benchmark's own thread, and the frames they went for: on a machine that does other things too, the
 * clock on the wall tells more of those, and JMH's own count of allocations holds a few kilobytes an iteration of its own. JMH adds
 * them up over the iterations.
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
    private long beganAtNs;
    private long allocatedBefore;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        cpuNs = 0;
        frames = 0;
        allocatedBytes = 0;
        allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        beganAtNs = threads.getCurrentThreadCpuTime();
    }

    /** Ends it. */
    @TearDown(Level.Iteration)
    public void end() {
        cpuNs = threads.getCurrentThreadCpuTime() - beganAtNs;
        allocatedBytes = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    }
}
