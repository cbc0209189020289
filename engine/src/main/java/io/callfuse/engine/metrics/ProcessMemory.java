package io.callfuse.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in memory, as Linux counts it. */
public final class ProcessMemory {
    private static final long BYTES_A_KIB = 1024;

    private ProcessMemory() {}

    /**
     * Memory of a process, bytes. Each page counts once, and one that several share by its share: not what ps shows, for there a heap
     * that is mapped three times, as ZGC has it before Java 21, counts three times.
     *
     * @param process its folder, such as {@code /proc/self}
     * @throws IOException if there is no such process, or this is no Linux
     */
    public static long bytes(Path process) throws IOException {
        Path file = process.resolve("smaps_rollup");
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_A_KIB)
                .findFirst()
                .orElseThrow(() -> new IOException(file + " does not say Pss"));
    }

    /** The same of this process; NaN where it cannot be told. */
    static double ofThisProcess() {
        try {
            return bytes(Path.of("/proc/self"));
        } catch (IOException notTold) {
            return Double.NaN;
        }
    }
}
