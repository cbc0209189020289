package io.callfuse.engine.load;

import io.callfuse.engine.metrics.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What Linux says of a process.
 *
 * @param atNs when it was asked, as {@link System#nanoTime} has it
 * @param cpuNs CPU that it has used, all its threads together
 * @param residentBytes memory that it holds, each page counted once
 * @param threads that it has
 * @param descriptors that it has open
 */
record ProcessReading(long atNs, long cpuNs, long residentBytes, int threads, int descriptors) {
    /** Linux counts in hundredths of a second towards programs, whatever its own clock is. */
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /**
     * Asks now.
     *
     * @throws IOException if there is no such process
     */
    static ProcessReading of(long pid) throws IOException {
        Path of = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(of.resolve("stat"));
        // Behind the name, which may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        int threads = (int) number(of.resolve("status"), "Threads:");
        try (Stream<Path> descriptors = Files.list(of.resolve("fd"))) {
            return new ProcessReading(
                    System.nanoTime(), ticks * TICK_NS, ProcessMemory.bytes(of), threads, (int) descriptors.count());
        }
    }

    private static long number(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(file + " does not say " + name);
    }
}
