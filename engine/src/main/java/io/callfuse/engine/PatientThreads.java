package io.callfuse.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets those threads of this process that nobody on the telephone waits for go after the others where processors are scarce: the
 * compilers and collectors of the Java machine, and what fills the database. Otherwise each of them takes its whole turn while calls
 * wait to be heard. For a process that is an engine and nothing else; on Linux, as other systems give priorities to processes alone.
 */
public final class PatientThreads {
    private static final Logger LOG = LoggerFactory.getLogger(PatientThreads.class);

    /** How the system calls them, in 15 characters. New ones of the Java machine are begun by these, and have their priority. */
    private static final List<String> PATIENT = List.of(
            "C1 CompilerThre",
            "C2 CompilerThre",
            "ZWorker#",
            "GC Thread#",
            "G1 Conc#",
            "G1 Refine#",
            "Sweeper",
            "store-");

    private static final Path RENICE = Path.of("/usr/bin/renice");
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String NICENESS = "5";
    private static final long WITHIN_S = 5;

    private PatientThreads() {}

    /** Lowers them, those that there are now and those that they begin; says in the log, once, where that cannot be. */
    public static void giveWay() {
        if (!Files.isExecutable(RENICE) || !Files.isDirectory(TASKS)) {
            LOG.debug("there is no {} or {}: threads stay as they are", RENICE, TASKS);
            return;
        }
        try {
            List<String> threads = patient(TASKS);
            if (!threads.isEmpty()) {
                lower(threads);
            }
        } catch (IOException failed) {
            LOG.debug("threads stay as they are: {}", failed.getMessage());
        }
    }

    /**
     * Which threads may wait.
     *
     * @param tasks has a folder for each thread, named by its number, with its name in {@code comm}
     * @return their numbers
     */
    static List<String> patient(Path tasks) throws IOException {
        List<String> threads = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path thread : all) {
                if (mayWait(thread.resolve("comm"))) {
                    threads.add(thread.getFileName().toString());
                }
            }
        }
        return threads;
    }

    private static boolean mayWait(Path comm) {
        try {
            String name = Files.readString(comm).strip();
            return PATIENT.stream().anyMatch(name::startsWith);
        } catch (IOException ended) {
            return false;
        }
    }

    private static void lower(List<String> threads) throws IOException {
        List<String> command = new ArrayList<>(List.of(RENICE.toString(), "-n", NICENESS, "-p"));
        command.addAll(threads);
        Process renice = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            boolean ended = renice.waitFor(WITHIN_S, TimeUnit.SECONDS);
            if (!ended || renice.exitValue() != 0) {
                LOG.debug("{} threads stay as they are", threads.size());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            renice.destroy();
        }
    }
}
