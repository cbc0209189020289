package io.callfuse.engine.asr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callfuse.models.speech.PublishedModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelFetchTest {
    private static final String NAME = "vosk-model-test";

    @TempDir
    Path temporary;

    private final List<Long> progress = new ArrayList<>();
    private ModelHome home;
    private ModelServer server;

    @BeforeEach
    void serve() throws IOException {
        home = new ModelHome(temporary.resolve("models"));
        Map<String, String> files = ModelFolder.files();
        files.put("graph/HCLr.fst", noise(200_000));
        server = new ModelServer(ModelServer.zip(NAME + "/", files));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFetchAModelAndSayHowFarItIs() throws Exception {
        SpeechModel model = fetch(server.sha256());
        assertThat(model.folder()).isEqualTo(home.folder().resolve(NAME));
        assertThat(home.inUse()).contains(model);
        assertThat(progress).isSorted().isNotEmpty();
        assertThat(leftovers()).containsExactlyInAnyOrder(NAME, NAME + ".sha256");
        assertThat(ModelFetch.differences(model)).isEmpty();
        Files.writeString(model.folder().resolve("graph/Gr.fst"), "changed");
        Files.delete(model.folder().resolve("ivector/final.ie"));
        assertThat(ModelFetch.differences(model))
                .containsExactly("graph/Gr.fst has changed", "ivector/final.ie is missing");
    }

    @Test
    void shouldLeaveAModelThatIsThereAsItIs() throws Exception {
        fetch(server.sha256());
        fetch(server.sha256());
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void shouldThrowAwayWhatHasAnotherChecksum() throws Exception {
        assertThatThrownBy(() -> fetch("0".repeat(64)))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining(server.sha256())
                .hasMessageContaining("thrown away");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void shouldFetchNothingWithoutAChecksum() throws Exception {
        assertThatThrownBy(() -> fetch(null)).hasMessageContaining("--sha256");
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void shouldGoOnWhereAConnectionWasCutOff() throws Exception {
        server.cut(2, 50_000);
        fetch(server.sha256());
        // Of what came just before a cut, the client may or may not hand out the last.
        assertThat(starts()).hasSize(3).isSorted().startsWith(0L);
        assertThat(starts().get(1)).isBetween(0L, 50_000L);
        assertThat(starts().get(2)).isBetween(1L, 100_000L);
    }

    @Test
    void shouldGoOnInANextAttemptWhereTheLastOneGaveUp() throws Exception {
        server.cut(4, 20_000);
        Throwable cutOff = catchThrowable(() -> fetch(server.sha256()));
        long came = Files.size(home.folder().resolve("." + NAME + ".zip"));
        assertThat(cutOff)
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("4 times")
                .hasMessageEndingWith("go on at " + came + " bytes");
        assertThat(came).isBetween(1L, 80_000L);
        fetch(server.sha256());
        assertThat(starts()).endsWith(came);
    }

    /** From which byte on each request wanted the archive. */
    private List<Long> starts() {
        return server.ranges().stream()
                .map(range -> range.equals("null") ? 0 : Long.parseLong(range.replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void shouldBeginAnewWhereAServerCannotGoOn() throws Exception {
        server.forgetRanges();
        server.cut(1, 50_000);
        fetch(server.sha256());
        assertThat(server.ranges()).hasSize(2);
    }

    @Test
    void shouldUseWhatWasThereInFullButNeverUnpacked() throws Exception {
        Files.createDirectories(home.folder());
        Map<String, String> files = ModelFolder.files();
        byte[] whole = ModelServer.zip(NAME + "/", files);
        try (ModelServer other = new ModelServer(whole)) {
            Files.write(home.folder().resolve("." + NAME + ".zip"), whole);
            fetch(other.address(), other.sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/tmp/callfuse-evil", "..\\evil", ".."})
    void shouldUnpackNothingOutsideOfItsFolder(String entry) throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.put(entry, "evil");
        try (ModelServer evil = new ModelServer(ModelServer.zip("", files))) {
            assertThatThrownBy(() -> fetch(evil.address(), evil.sha256()))
                    .isInstanceOf(SpeechModelException.class)
                    .hasMessageContaining(entry)
                    .hasMessageContaining("outside");
        }
        try (Stream<Path> everywhere = Files.walk(temporary)) {
            assertThat(everywhere).noneMatch(path -> path.toString().contains("evil"));
        }
        assertThat(Path.of("/tmp/callfuse-evil")).doesNotExist();
        assertThat(home.folder().resolve(NAME)).doesNotExist();
    }

    @Test
    void shouldNotInstallWhatIsNoModel() throws Exception {
        Map<String, String> files = ModelFolder.files();
        files.remove("am/final.mdl");
        try (ModelServer other = new ModelServer(ModelServer.zip(NAME + "/", files))) {
            assertThatThrownBy(() -> fetch(other.address(), other.sha256())).hasMessageContaining("am/final.mdl");
        }
        try (ModelServer other = new ModelServer("no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Files.deleteIfExists(home.folder().resolve("." + NAME + ".zip"));
            assertThatThrownBy(() -> fetch(other.address(), other.sha256())).hasMessageContaining("no zip archive");
        }
        assertThat(home.folder().resolve(NAME)).doesNotExist();
    }

    @Test
    void shouldSayInOneLineThatNobodyAnswers() {
        server.close();
        assertThatThrownBy(() -> fetch(server.sha256()))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining("\n");
    }

    private SpeechModel fetch(String sha256) throws SpeechModelException {
        return fetch(server.address(), sha256);
    }

    private SpeechModel fetch(URI address, String sha256) throws SpeechModelException {
        ModelFetch fetch = new ModelFetch(home, Map.of(), (bytes, all) -> progress.add(bytes));
        return fetch.fetch(new PublishedModel("en", NAME, address, 1, Optional.ofNullable(sha256), "MIT"));
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home.folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String noise(int characters) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append((char) (' ' + random.nextInt(90)));
        }
        return text.toString();
    }
}
