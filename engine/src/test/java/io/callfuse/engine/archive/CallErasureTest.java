package io.callfuse.engine.archive;

import static io.callfuse.engine.archive.ArchiveLinesFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.store.SpoolPosition;
import io.callfuse.engine.archive.store.SpoolReader;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.scoring.Emotion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(90)
class CallErasureTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path archive;

    private final String first = CallId.random().toString();
    private final String second = CallId.random().toString();

    private static List<ArchiveLine> call(String id, String caller) {
        CallLines lines = new CallLines(CallId.parse(id), Reports.ENGINE, Reports.POLICY);
        lines.calledBy(Optional.of(caller));
        Decision decision = new Decision(6000, "soothing-" + caller, Decision.Reason.FUSE, 83.125, Emotion.ANGER, 0.81);
        return List.of(lines.watched(AT), lines.decision(decision, Evidence.NONE, AT));
    }

    private Path write(String name, List<ArchiveLine> lines) throws Exception {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.json()).append('\n'));
        Path file = archive.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<ArchiveLine> interleaved(List<ArchiveLine> one, List<ArchiveLine> other) {
        List<ArchiveLine> all = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            all.add(one.get(i));
            all.add(other.get(i));
        }
        return all;
    }

    private JsonNode request(String... calls) {
        return JsonMapper.shared()
                .readTree(CallErasure.line(List.of(calls), "ann", AT).json());
    }

    private static void run(CallErasure erasure) throws Exception {
        boolean more = true;
        while (more) {
            more = erasure.eraseFromNext();
        }
    }

    @Test
    void shouldPutLinesOfTheSameIdAndLengthInPlaceOfThoseOfACallAndChangeNoOthers() throws Exception {
        Path day = write("callfuse-2026-11-21.jsonl", interleaved(call(first, "aa"), call(second, "bb")));
        Path torn = write("callfuse-2026-11-20.jsonl.torn", call(first, "aa"));
        Path refused = write("webhooks/crm.refused.jsonl", interleaved(call(second, "bb"), call(first, "aa")));
        List<String> before = Files.readAllLines(day);
        List<String> idsBefore = ids(day);
        Path recording = RecordingFiles.of(first, archive);
        Files.createDirectories(recording.getParent());
        Files.writeString(recording, "his voice");
        Path unfinished = Files.writeString(recording.resolveSibling(first + ".part"), "half of it");
        Path other = Files.writeString(RecordingFiles.of(second, archive), "another's voice");
        run(CallErasure.askedBy(request(first), archive).orElseThrow());
        assertThat(recording).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(other).exists();
        List<String> after = Files.readAllLines(day);
        assertThat(ids(day)).isEqualTo(idsBefore);
        for (int i = 0; i < after.size(); i++) {
            if (i % 2 == 0) {
                assertThat(after.get(i).stripTrailing())
                        .isEqualTo("{\"id\":\"" + idsBefore.get(i) + "\",\"type\":\"erased\"}");
                assertThat(after.get(i)).hasSameSizeAs(before.get(i));
            } else {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
        for (Path file : List.of(day, torn, refused)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain("soothing-aa", "\"aa\"");
        }
        assertThat(Files.readString(refused)).contains("soothing-bb");
        assertThat(CallErasure.callsOf("aa", archive)).isEmpty();
        assertThat(CallErasure.callsOf("bb", archive)).isEqualTo(Set.of(second));
        assertThat(CallErasure.knows(first, archive)).isFalse();
        assertThat(CallErasure.knows(second, archive)).isTrue();
    }

    @Test
    void shouldEraseWhatALineSaysThatWasHalfOverwritten() throws Exception {
        ArchiveLine line = call(first, "aa").get(1);
        String half = ("{\"id\":\"" + line.id() + "\",\"type\":\"erased\"}          ");
        Path day = archive.resolve("callfuse-2026-11-21.jsonl");
        Files.writeString(day, half + line.json().substring(half.length()) + "\n");
        run(CallErasure.askedBy(request(first), archive).orElseThrow());
        assertThat(Files.readString(day)).doesNotContain("soothing").endsWith(" \n");
        assertThat(ids(day)).containsExactly(line.id());
    }

    @Test
    void shouldKeepARequestUntilEveryFileIsDone() throws Exception {
        write("callfuse-2026-11-20.jsonl", call(first, "aa"));
        write("callfuse-2026-11-21.jsonl", call(first, "aa"));
        Path left = LineRequests.leave(archive, CallErasure.line(List.of(first), "ann", AT));
        AtomicLong nowNs = new AtomicLong();
        LineRequests requests = new LineRequests(archive, nowNs::get);
        requests.look(line -> CompletableFuture.completedFuture(null));
        assertThat(requests.erase()).isTrue();
        assertThat(left).exists();
        assertThat(CallErasure.knows(first, archive)).isTrue();
        assertThat(requests.erase()).isTrue();
        assertThat(left).doesNotExist();
        assertThat(CallErasure.knows(first, archive)).isFalse();
        assertThat(requests.erase()).isFalse();
    }

    @Test
    void shouldEraseFromTheFileToWhichTheArchiveGoesOnWriting() throws Exception {
        try (JsonLinesArchive open = JsonLinesArchive.open(archive, Clock.fixed(AT, java.time.ZoneOffset.UTC))) {
            List<ArchiveLine> lines = interleaved(call(first, "aa"), call(second, "bb"));
            for (ArchiveLine line : lines) {
                open.append(line).join();
            }
            Path left = LineRequests.leave(archive, CallErasure.line(List.of(first), "ann", AT));
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(left));
            open.append(ArchiveLinesFixture.line("after")).join();
            Path day = archive.resolve("callfuse-2026-11-21.jsonl");
            assertThat(ids(day)).hasSize(6).endsWith("after");
            assertThat(ids(day).get(4)).startsWith("erase:");
            assertThat(Files.readString(day)).contains("soothing-bb").doesNotContain("soothing-aa");
            assertThat(open.committed().bytesByFile()).containsValue(Files.size(day));
        }
    }

    @Test
    void shouldHaveNobodyReadAnythingASecondTime() throws Exception {
        Path day = write("callfuse-2026-11-21.jsonl", interleaved(call(first, "aa"), call(second, "bb")));
        CommittedLines committed = new CommittedLines(archive);
        committed.committed(day.getFileName().toString(), Files.size(day));
        SpoolReader reader = new SpoolReader(committed);
        SpoolPosition read =
                reader.next(3, head -> Optional.empty()).orElseThrow().after();
        reader.applied(read);
        run(CallErasure.askedBy(request(first, second), archive).orElseThrow());
        assertThat(reader.next(10, head -> Optional.empty()).orElseThrow().lines())
                .as("the one line that was not read yet")
                .hasSize(1);
        SpoolReader afterRestart = new SpoolReader(committed);
        assertThat(afterRestart
                        .next(10, head -> Optional.of(read)
                                .filter(known -> known.head().equals(head)))
                        .orElseThrow()
                        .lines())
                .hasSize(1);
    }
}
