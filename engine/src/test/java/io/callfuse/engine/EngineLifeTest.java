package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.archive.store.StoredCall;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping, over real sockets. */
@Timeout(60)
class EngineLifeTest {
    private static final int CALLS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveAReportOfEveryRunningCallWhenItStops() throws Exception {
        List<CallId> ids = new ArrayList<>();
        List<AudioSocketCaller> callers = new ArrayList<>();
        Engine engine = engine("audiosocket: {listen: '127.0.0.1:0', unannounced: watch}", "enabled: false");
        engine.start();
        short[] speech = Voices.voice(180, 4, 0.3, 1.2, 3);
        for (int i = 0; i < CALLS; i++) {
            CallId id = CallId.random();
            ids.add(id);
            AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id);
            callers.add(caller);
            caller.send(speech, () -> engine.progressOf(id));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> ids.stream().allMatch(id -> engine.progressOf(id) >= 3000));
        engine.close();
        for (CallId id : ids) {
            assertThat(engine.reportOf(id)).isPresent();
            assertThat(archived())
                    .filteredOn(line -> line.contains("\"id\":\"" + id + ":call\""))
                    .singleElement()
                    .asString()
                    .contains("\"endedBy\":\"engine-stopped\"", "\"audioFrames\":150");
        }
        assertThat(engine.calls()).isZero();
        for (AudioSocketCaller caller : callers) {
            assertThat(caller.awaitFinish()).isTrue();
            caller.close();
        }
        engine.close();
        everyCallIsInTheDatabase(ids);
    }

    /** At the latest when the next engine begins; this one may have had no time left for it. */
    private void everyCallIsInTheDatabase(List<CallId> ids) throws Exception {
        DatabaseAddress database =
                new DatabaseAddress.SqliteFile(folder.resolve("archive").resolve("callfuse.db"));
        try (JsonLinesArchive next = JsonLinesArchive.open(folder.resolve("archive"), Clock.systemUTC());
                StoreLoader loader = new StoreLoader(database, next.committed())) {
            loader.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> endedCalls(database).size() == CALLS);
            assertThat(loader.counters()).containsEntry("failures", 0L);
        }
        assertThat(endedCalls(database))
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(CallId::toString).toList());
    }

    private static List<String> endedCalls(DatabaseAddress database) throws IOException {
        try (CallStore store = CallStore.open(database).orElse(null)) {
            return store == null
                    ? List.of()
                    : store.list(new CallStore.Query(Instant.MIN, Instant.MAX, 100, false)).stream()
                            .filter(call -> call.endedBy().isPresent())
                            .map(StoredCall::callId)
                            .toList();
        }
    }

    @Test
    void shouldKeepNoDatabaseWhereThatIsSwitchedOff() throws Exception {
        Engine engine = engine(audioSocketAt(0), "enabled: false", "none");
        engine.start();
        engine.close();
        assertThat(folder.resolve("archive").resolve("callfuse.db")).doesNotExist();
    }

    @Test
    void shouldSayWhereItLooksForThePasswordOfTheDatabase() throws Exception {
        assertThat(refusal(engine(audioSocketAt(0), "enabled: false", "jdbc:postgresql://127.0.0.1/calls")))
                .contains("archive.database", "CALLFUSE_DATABASE_PASSWORD");
    }

    @Test
    void shouldServeWhileTheDatabaseIsAway() throws Exception {
        Files.createDirectory(folder.resolve("archive"));
        Files.writeString(folder.resolve("archive").resolve("callfuse.db"), "no database at all ".repeat(100));
        Engine engine = engine("audiosocket: {listen: '127.0.0.1:0', unannounced: watch}", "enabled: false");
        engine.start();
        CallId id = CallId.random();
        try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
            caller.send(Voices.voice(180, 4, 0.3, 1.2, 2), () -> engine.progressOf(id));
            await().atMost(Duration.ofSeconds(20)).until(() -> engine.progressOf(id) >= 2000);
        }
        engine.close();
        assertThat(archived()).anyMatch(line -> line.contains("\"id\":\"" + id + ":call\""));
    }

    @Test
    void shouldSayWhichPortIsInUseAndLeaveNothingOpen() throws Exception {
        try (ServerSocket taken = loopback(0)) {
            assertThat(refusal(engine(audioSocketAt(taken.getLocalPort()), "enabled: false")))
                    .contains("audiosocket.listen", Integer.toString(taken.getLocalPort()));
        }
        int freed;
        try (ServerSocket free = loopback(0)) {
            freed = free.getLocalPort();
        }
        try (ServerSocket taken = loopback(0)) {
            String doors = audioSocketAt(freed) + "\nagi: {listen: '127.0.0.1:" + taken.getLocalPort() + "'}";
            assertThat(refusal(engine(doors, "enabled: false")))
                    .contains("agi.listen", Integer.toString(taken.getLocalPort()));
        }
        loopback(freed).close();
    }

    @Test
    void shouldSayThatAsteriskCannotBeReached() throws Exception {
        int nobody;
        try (ServerSocket free = loopback(0)) {
            nobody = free.getLocalPort();
        }
        assertThat(refusal(engine(audioSocketAt(0), ami(nobody)))).contains("127.0.0.1:" + nobody, "refused");
    }

    @Test
    void shouldSayThatThePasswordIsWrong() throws Exception {
        try (ServerSocket asterisk = loopback(0)) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> refuseLogin(asterisk));
            assertThat(refusal(engine(audioSocketAt(0), ami(asterisk.getLocalPort()))))
                    .contains("127.0.0.1:" + asterisk.getLocalPort(), "callfuse")
                    .doesNotContain("s3cret");
            answering.join();
        }
    }

    @Test
    void shouldSayWhereItLooksForAPasswordThatIsMissing() throws Exception {
        assertThat(refusal(engine(audioSocketAt(0), "passwordEnvironment: CALLFUSE_NO_SUCH_PASSWORD")))
                .contains("CALLFUSE_NO_SUCH_PASSWORD");
    }

    @Test
    void shouldSayThatTheArchiveCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("archive"), "a file is in the way");
        assertThat(refusal(engine(audioSocketAt(0), "enabled: false")))
                .contains(folder.resolve("archive").toString());
    }

    private static ServerSocket loopback(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private static String audioSocketAt(int port) {
        return "audiosocket: {listen: '127.0.0.1:" + port + "'}";
    }

    private String ami(int port) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        return "address: '127.0.0.1:" + port + "', passwordFile: '" + password + "'";
    }

    /** Plays an Asterisk that knows nobody. */
    private static void refuseLogin(ServerSocket asterisk) {
        try (Socket peer = asterisk.accept()) {
            peer.getOutputStream().write("Asterisk Call Manager/9.0.0\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
            String actionId = "";
            String line;
            boolean login = false;
            while ((line = in.readLine()) != null) {
                actionId = line.toLowerCase(java.util.Locale.ROOT).startsWith("actionid:")
                        ? line.substring(9).strip()
                        : actionId;
                login |= line.equalsIgnoreCase("action: login");
                if (line.isEmpty()) {
                    String answer = login
                            ? "Response: Error\r\nActionID: " + actionId + "\r\nMessage: Authentication failed\r\n\r\n"
                            : "Response: Success\r\nActionID: " + actionId + "\r\nChallenge: 17\r\n\r\n";
                    peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException hungUp) {
            assertThat(hungUp).hasMessageContaining("reset");
        }
    }

    private static String refusal(Engine engine) {
        EngineStartException refused = catchThrowableOfType(EngineStartException.class, engine::start);
        assertThat(refused.getMessage().lines()).hasSize(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("leg-worker") || name.startsWith("action-"));
        return refused.getMessage();
    }

    private Engine engine(String doors, String ami) throws Exception {
        return engine(doors, ami, "sqlite");
    }

    private Engine engine(String doors, String ami, String database) throws Exception {
        String agi = doors.contains("agi:") ? "" : "agi: {listen: '127.0.0.1:0'}\n";
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                doors + "\n" + agi + "ami: {" + ami + "}\nengine: {workers: 2}\narchive: {directory: '"
                        + folder.resolve("archive") + "', database: '" + database + "'}\n");
        return new Engine(NoGaps.in(ConfigLoader.load(file)), EmotionModel.embedded());
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive"))) {
            return Files.readAllLines(files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
