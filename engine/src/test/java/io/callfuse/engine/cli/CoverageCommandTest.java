package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CoverageCommandTest {
    @TempDir
    Path folder;

    private Path cdr;
    private Path archive;

    @BeforeEach
    void makeFiles() throws IOException {
        cdr = folder.resolve("callfuse.csv");
        archive = Files.createDirectory(folder.resolve("archive"));
    }

    @Test
    void shouldSayThatEveryCallIsCovered() throws IOException {
        cdr(row("1.1", "watching"), row("1.1", "watching"), row("1.2", "unavailable"), row("1.3", ""));
        archive(call("a", "1.1", "1.1"));
        CommandRun run = run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(0))
                .isEqualTo(
                        "2 calls entered watch: 1 recorded, 1 not watched for a stated reason, 0 missing; 0 with more"
                                + " than one record");
        assertThat(run.out()).contains("recorded: hangup, normal", "not watched: unavailable");
    }

    @Test
    void shouldRefuseALastDayBeforeTheFirst() throws IOException {
        cdr(row("1.1", "watching"));
        archive(call("a", "1.1", "1.1"));
        CommandRun run = run("--from", "2026-11-02", "--to", "2026-11-01");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--to: 2026-11-01 is before --from 2026-11-02");
    }

    @Test
    void shouldListTheCallsThatNobodyKnowsAndFail() throws IOException {
        cdr(row("1.1", "watching"), row("1.2", "tap"), row("1.3", "watching"));
        archive(call("a", "1.1", "1.1"), line("b:fuse:1", "fuse", "b", "1.3"));
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("2 missing", "1.2", "nothing in the archive", "the archive ends with its 'fuse' line");
        assertThat(run("--format", "json").out())
                .contains("\"recorded\":1", "\"missing\":[{", "\"uniqueid\":\"1.2\"", "\"double\":[]");
    }

    @Test
    void shouldTellCallsWithTwoRecordsAndDropRepeatedLines() throws IOException {
        cdr(row("1.1", "watching"), row("1.2", "watching"));
        archive(call("a", "1.1", "1.1"), call("b", "1.1", "1.1"), call("c", "1.2", "1.2"), call("c", "1.2", "1.2"));
        CommandRun run = run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("1 with more than one record", "double: linkedid 1.1, uniqueid 1.1: [a, b]");
    }

    @Test
    void shouldFindARecordByLinkedIdWhereTheChannelIsAnother() throws IOException {
        cdr("\"2026-11-22 10:00:00\",\"1.1\",\"1.9\",\"PJSIP/a\",\"3\",\"ANSWERED\",\"watching\"");
        archive(call("a", "1.1", "1.1"));
        assertThat(run().exitCode()).isZero();
    }

    @Test
    void shouldLookAtTheAskedDaysOnly() throws IOException {
        cdr(
                "\"2026-11-21 23:59:59\",\"1.1\",\"1.1\",\"PJSIP/a\",\"3\",\"ANSWERED\",\"watching\"",
                "\"2026-11-22 00:00:00\",\"1.2\",\"1.2\",\"PJSIP/a\",\"3\",\"ANSWERED\",\"watching\"",
                "\"2026-11-23 00:00:00\",\"1.3\",\"1.3\",\"PJSIP/a\",\"3\",\"ANSWERED\",\"watching\"");
        archive(call("b", "1.2", "1.2"));
        CommandRun run = run("--from", "2026-11-22", "--to", "2026-11-22", "--zone", "UTC");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("1 calls entered watch: 1 recorded");
    }

    @Test
    void shouldReadMasterCsvWithItsUserField() throws IOException {
        String master = "\"\",\"555\",\"100\",\"in\",\"\"\"A, B\"\" <555>\",\"PJSIP/a\",\"\",\"Queue\",\"s\","
                + "\"2026-11-22 10:00:00\",\"2026-11-22 10:00:00\",\"2026-11-22 10:01:00\",60,60,\"ANSWERED\","
                + "\"DOCUMENTATION\",\"%s\",\"%s\"";
        cdr(
                master.formatted("1.1", "callfuse id=x score=80.0 state=archived"),
                master.formatted("1.2", "callfuse unavailable"),
                master.formatted("1.3", "their own"));
        archive(call("a", "1.1", "1.1"));
        CommandRun run = run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("2 calls entered watch: 1 recorded, 1 not");
    }

    @Test
    void shouldReadColumnsThatTheUserNames() throws IOException {
        cdr("1.1,callfuse watching,2026-11-22 10:00:00");
        assertThat(run("--columns", "uniqueid,userfield,start").out()).contains("1 missing");
        assertThat(run("--columns", "uniqueid,userfield").err()).contains("start and uniqueid are needed");
    }

    @Test
    void shouldSayWhereARowIsNotUnderstood() throws IOException {
        cdr(row("1.1", ""), "one,two");
        assertThat(run().exitCode()).isEqualTo(1);
        assertThat(run().err()).contains("callfuse.csv:2: 2 columns are neither");
        cdr("\"today\",\"1.1\",\"1.1\",\"PJSIP/a\",\"3\",\"ANSWERED\",\"watching\"");
        assertThat(run().err()).contains("callfuse.csv:1: 'today' is no time");
        assertThat(CommandRun.of("coverage", "--cdr", cdr, "--archive", folder.resolve("none"))
                        .err())
                .contains("none: no such directory");
    }

    @Test
    void shouldPassOverAHalfWrittenLine() throws IOException {
        cdr(row("1.1", "watching"));
        archive(call("a", "1.1", "1.1"), "{\"id\":\"b:call\",\"ty");
        assertThat(run().exitCode()).isZero();
    }

    private CommandRun run(Object... more) {
        List<Object> arguments = new java.util.ArrayList<>(List.of("coverage", "--cdr", cdr, "--archive", archive));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    private void cdr(String... rows) throws IOException {
        Files.write(cdr, List.of(rows));
    }

    private void archive(String... lines) throws IOException {
        Files.write(archive.resolve("callfuse-2026-11-22.jsonl"), List.of(lines));
    }

    private static String row(String uniqueId, String mark) {
        return "\"2026-11-22 10:00:00\",\"" + uniqueId + "\",\"" + uniqueId + "\",\"PJSIP/a\",\"3\",\"ANSWERED\",\""
                + mark + "\"";
    }

    private static String call(String callId, String uniqueId, String linkedId) {
        return "{\"id\":\"" + callId + ":call\",\"type\":\"call\",\"callId\":\"" + callId + "\",\"uniqueid\":\""
                + uniqueId + "\",\"linkedid\":\"" + linkedId
                + "\",\"endedBy\":\"hangup\",\"decision\":{\"reason\":\"normal\"}}";
    }

    private static String line(String id, String type, String callId, String uniqueId) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"callId\":\"" + callId + "\",\"uniqueid\":\""
                + uniqueId + "\"}";
    }
}
