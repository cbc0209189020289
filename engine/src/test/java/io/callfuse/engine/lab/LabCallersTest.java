package io.callfuse.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SIPp leaves in its files; in its place stands a program that only sleeps. */
@Timeout(30)
class LabCallersTest {
    private static final String HEADS =
            "CurrentTime;OutgoingCall(P);OutgoingCall(C);CurrentCall;FailedCall(P);FailedCall(C);\n";

    @TempDir
    Path directory;

    private LabCallers callers(String... program) throws Exception {
        Path output = directory.resolve("out");
        Process process =
                new ProcessBuilder(program).redirectOutput(output.toFile()).start();
        return new LabCallers(process, output, directory, 4711);
    }

    @Test
    void shouldKnowNothingBeforeSippSaysSomething() throws Exception {
        try (LabCallers callers = callers("true")) {
            assertThat(callers.counts()).isEqualTo(new LabCallers.Counts(0, 0, 0));
            Files.writeString(directory.resolve("stat-4711.csv"), HEADS);
            assertThat(callers.counts()).isEqualTo(new LabCallers.Counts(0, 0, 0));
            await().until(callers::isOver);
            assertThat(callers.complaint()).isEmpty();
        }
    }

    @Test
    void shouldReadTheLastWholeLineByTheNamesOfItsColumns() throws Exception {
        Files.writeString(directory.resolve("stat-4711.csv"), HEADS + "noon;3;3;3;0;0;\nnoon;2;5;4;1;1;\nnoon;1;6;");
        try (LabCallers callers = callers("true")) {
            assertThat(callers.counts()).isEqualTo(new LabCallers.Counts(5, 4, 1));
        }
    }

    @Test
    void shouldTellOfAFaultAndNotOfACallerWhoHangsUp() throws Exception {
        Files.writeString(
                directory.resolve("errors-4711"),
                """
                The following events occurred:
                2026-11-23\t19:41:56.810668\t1795462916.810668: Call-Id: 1-2094@127.0.0.1, receive timeout on message callers:8, jumping to label 32
                2026-11-23\t19:42:56.810668\t1795462976.810668: Aborting call on unexpected message for Call-Id '2-2094@127.0.0.1'
                """);
        try (LabCallers callers = callers("true")) {
            assertThat(callers.complaint())
                    .isEqualTo("Aborting call on unexpected message for Call-Id '2-2094@127.0.0.1'");
        }
    }

    @Test
    void shouldEndWhoDoesNotListen() throws Exception {
        LabCallers callers = callers("sleep", "30");
        assertThat(callers.isOver()).isFalse();
        callers.close();

        await().until(callers::isOver);
    }
}
