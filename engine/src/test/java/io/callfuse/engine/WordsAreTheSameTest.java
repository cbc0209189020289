package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.privacy.NumberRedaction;
import io.callfuse.models.EmotionModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real library in its process, with the digit model. */
@Timeout(300)
class WordsAreTheSameTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final List<String> DIGITS =
            List.of("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    @TempDir
    Path folder;

    @Test
    void shouldHearInALiveCallTheWordsOfItsRecording() throws Exception {
        DigitSpeech speech = DigitSpeech.of(15, 3);
        LoadedConfig config = config();
        CallReport recorded = analyze(config, speech);
        // So many digits in a row are nobody's to keep; which they are is tested where recognition is.
        assertThat(recorded.words())
                .hasSameSizeAs(speech.words())
                .extracting(TimedWord::word)
                .containsOnly(NumberRedaction.MASK);
        assertThat(ReportJson.line(recorded)).contains("\"words\":[{\"atMs\":");
        CallId id = CallId.random();
        assertThat(live(config, speech, id).words()).isEqualTo(recorded.words());
        assertThat(digitsIn(folder.resolve("archive"), id)).isEmpty();
    }

    /** Which digits are anywhere in the files of the archive and its database, both of which know the call. */
    private static Set<String> digitsIn(Path archive, CallId id) throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> knowing = new TreeSet<>();
        try (Stream<Path> all = Files.walk(archive)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (bytes.contains(id.toString())) {
                    knowing.add(file.getFileName().toString().replaceFirst("^.*[.]", ""));
                }
                DIGITS.stream()
                        .filter(digit -> Pattern.compile("\\b" + digit + "\\b", Pattern.CASE_INSENSITIVE)
                                .matcher(bytes)
                                .find())
                        .forEach(found::add);
            }
        }
        assertThat(knowing).as("the day's file and the database").contains("jsonl", "db");
        return found;
    }

    private CallReport analyze(LoadedConfig config, DigitSpeech speech) throws Exception {
        Optional<Recognition> recognition =
                WordHearing.ofRecordings(config.config().recognition());
        try {
            recognition.orElseThrow().requireUp();
            return OfflineAnalysis.analyze(
                            wav(speech),
                            new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID, recognition),
                            ms -> {})
                    .report();
        } finally {
            recognition.ifPresent(Recognition::close);
        }
    }

    private static CallReport live(LoadedConfig config, DigitSpeech speech, CallId id) throws Exception {
        try (Engine engine = new Engine(config, EmotionModel.embedded(), RecognitionLimits.patient())) {
            engine.start();
            assertThat(engine.recognition().orElseThrow().awaitUp(PATIENCE)).isTrue();
            try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
                caller.send(speech.samples(), () -> recognised(engine, id));
                // The last words are settled a little after they were said.
                await().atMost(PATIENCE)
                        .until(() ->
                                engine.recognition().orElseThrow().counters().getOrDefault("words", 0L)
                                        == speech.words().size());
            }
            await().atMost(PATIENCE).until(() -> engine.reportOf(id).isPresent());
            return engine.reportOf(id).orElseThrow().report();
        }
    }

    /** Heard and recognised: a caller who waits for both speaks no faster than recognition follows. */
    private static long recognised(Engine engine, CallId id) {
        long waiting = engine.recognition().orElseThrow().waitingFrames();
        return engine.progressOf(id) - waiting * 20;
    }

    private LoadedConfig config() throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket:
                  maxSpeed: 0
                  listen: 127.0.0.1:0
                  unannounced: watch
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                recognition:
                  model: '%s'
                archive:
                  directory: '%s'
                """
                        .formatted(DigitSpeech.model(), folder.resolve("archive")));
        return NoGaps.in(ConfigLoader.load(file));
    }

    private Path wav(DigitSpeech speech) throws Exception {
        List<TimedWord> words = speech.words();
        assertThat(words).isNotEmpty();
        ByteBuffer pcm = ByteBuffer.allocate(2 * speech.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        pcm.asShortBuffer().put(speech.samples());
        Path file = folder.resolve("digits.wav");
        AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, speech.samples().length),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }
}
