package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PatientThreadsTest {
    private static void thread(Path tasks, String number, String name) throws IOException {
        Files.createDirectories(tasks.resolve(number));
        Files.writeString(tasks.resolve(number).resolve("comm"), name + "\n");
    }

    @Test
    void shouldFindThoseThatNobodyOnTheTelephoneWaitsFor(@TempDir Path tasks) throws IOException {
        thread(tasks, "1", "java");
        thread(tasks, "2", "leg-worker-0");
        thread(tasks, "3", "ingress-0");
        thread(tasks, "4", "C2 CompilerThre");
        thread(tasks, "5", "ZWorker#0");
        thread(tasks, "6", "VM Thread");
        thread(tasks, "7", "store-0");
        thread(tasks, "8", "archive-0");
        Files.createDirectories(tasks.resolve("9"));
        assertThat(PatientThreads.patient(tasks)).containsExactlyInAnyOrder("4", "5", "7");
    }

    /** In a process of its own, for what is lowered stays low. */
    @Test
    void shouldLowerTheCompilersAndNobodyElse() throws Exception {
        assumeThat(Path.of("/usr/bin/renice")).exists();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lowered.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        int before = niceness(lines, "main-before");
        assertThat(niceness(lines, "C2 CompilerThre")).isEqualTo(5);
        assertThat(niceness(lines, "main")).isEqualTo(before);
        assertThat(niceness(lines, "VM Thread")).isEqualTo(before);
    }

    private static int niceness(List<String> lines, String thread) {
        return lines.stream()
                .filter(line -> line.startsWith(thread + "="))
                .findFirst()
                .map(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                .orElseThrow();
    }

    /** Prints how nice its threads are. */
    static final class Lowered {
        private static final int NICENESS_FIELD = 16;

        private Lowered() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("main-before=" + niceness(Path.of("/proc/thread-self")));
            PatientThreads.giveWay();
            System.out.println("main=" + niceness(Path.of("/proc/thread-self")));
            try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (Path task : tasks) {
                    System.out.println(Files.readString(task.resolve("comm")).strip() + "=" + niceness(task));
                }
            }
        }

        private static String niceness(Path task) throws IOException {
            String stat = Files.readString(task.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICENESS_FIELD];
        }
    }
}
