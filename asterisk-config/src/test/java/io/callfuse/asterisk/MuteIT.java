package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller who mutes his phone, and one whom an operator mutes in Asterisk: told apart from hold and from a hole in the stream. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class MuteIT {
    private static final Duration MUTED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STAY = Duration.ofSeconds(280);

    @TempDir
    static Path directory;

    private static EngineProcess engine;

    @BeforeAll
    static void startEngine(AsteriskLab lab) {
        engine = EngineProcess.start(lab, "keep");
    }

    @AfterAll
    static void shouldLeaveNothingBehind(AsteriskLab lab) {
        try {
            await().atMost(PATIENCE).until(() -> lab.channels() == 0);
        } finally {
            engine.close();
        }
    }

    /** A phone whose microphone is off goes on sending. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldTellAMutedPhoneFromOneThatSendsNothing(AsteriskLab lab) {
        String extension = engine.extension("watch") + "-phone";
        try (SippCaller caller = SippCaller.speaking(lab, extension, Speech.silence(directory), STAY)) {
            String id = awaitWatched(lab, extension);
            pass(MUTED);
            JsonNode record = hangUp(caller, lab, id);
            assertThat(lines(record)).filteredOn("mute"::equals).hasSizeGreaterThanOrEqualTo(2);
            assertThat(lines(record)).doesNotContain("hold", "music");
            assertThat(archive("no-media", id)).isEmpty();
        }
    }

    /** Asterisk gives a tap by ChanSpy nothing then, but goes on receiving; it pauses nothing, and ends with the mute. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldLetTheScoreStandWhileAnOperatorHasMutedTheCaller(AsteriskLab lab) {
        String extension = engine.extension("watch") + "-operator";
        try (SippCaller caller = SippCaller.withoutMedia(lab, extension, STAY);
                Ami operator = new Ami(lab, "lab")) {
            String id = awaitWatched(lab, extension);
            caller.phone().say(Speech.raw("en-calm", directory));
            String channel = lab.channelOf(extension).orElseThrow();
            pass(MUTED);
            operator.mute(channel, true);
            pass(MUTED);
            operator.mute(channel, false);
            pass(MUTED);
            JsonNode record = hangUp(caller, lab, id);
            List<String> line = lines(record);
            assertThat(archive("no-media", id)).as("no alarm").isEmpty();
            int from = line.indexOf("mute");
            assertThat(from).isGreaterThanOrEqualTo(2);
            assertThat(record.path("timeline").get(from).path("score"))
                    .isEqualTo(record.path("timeline").get(from + 1).path("score"));
            assertThat(line.get(line.size() - 2)).as("heard again").isEmpty();
            assertThat(line).doesNotContain("hold", "music");
        }
    }

    private static String awaitWatched(AsteriskLab lab, String extension) {
        await().atMost(PATIENCE)
                .until(() -> !lab.variable(extension, "CALLFUSE_ID").isEmpty());
        return lab.variable(extension, "CALLFUSE_ID");
    }

    private static JsonNode hangUp(SippCaller caller, AsteriskLab lab, String id) {
        SipDialog.of(caller, lab).hangUp();
        await().atMost(PATIENCE).until(() -> !archive("call", id).isEmpty());
        return JsonMapper.shared().readTree(archive("call", id).get(0));
    }

    /** What the seconds of the timeline say of the line. */
    private static List<String> lines(JsonNode record) {
        return record.path("timeline")
                .valueStream()
                .map(second -> second.path("line").asString(""))
                .toList();
    }

    private static List<String> archive(String type, String id) {
        return engine.archive().stream()
                .filter(line -> line.contains("\"type\":\"" + type + "\"") && line.contains(id))
                .toList();
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }
}
