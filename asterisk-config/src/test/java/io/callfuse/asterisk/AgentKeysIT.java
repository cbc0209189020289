package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agent labels the caller by the keys of his phone. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AgentKeysIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofSeconds(60);
    private static final double SOOTHING_HZ = 660;
    private static final String ROUTES = "routes: {soothing: {context: callfuse-routes, extension: soothing, queue: "
            + "callfuse-soothing, answerWithin: 60 s}, fallback: {context: callfuse-routes, extension: fallback}, "
            + "agent: {context: callfuse-routes, extension: agent}}";

    @TempDir
    static Path directory;

    @AfterEach
    void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @Test
    void shouldTakeTheKeysOfTheAgentOfAWatchedCallerAndNotTheCallersOwn(AsteriskLab lab) throws Exception {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippAgent agent = new SippAgent(lab);
                SippCaller caller = SippCaller.speaking(
                        lab, engine.extension("agent") + "-" + agent.port(), Speech.silence(directory), STAY)) {
            await().atMost(SOON).until(() -> talking(lab) && heard(lab));
            caller.phone().press("*92");
            agent.phone().press("*91");
            await().atMost(SOON).until(() -> labels(engine).size() == 1);
            assertThat(caller.phone().isInUse()).isTrue();
            assertThat(agent.phone().isInUse()).isTrue();
            lab.hangUpCallers();
            await().atMost(SOON).until(() -> String.join("", engine.archive()).contains("\"type\":\"call\""));
            assertThat(labels(engine))
                    .singleElement()
                    .asString()
                    .contains("\"label\":\"upset\"", "\"source\":\"dtmf\"");
            assertThat(engine.archive())
                    .filteredOn(line -> line.contains("\"type\":\"call\""))
                    .singleElement()
                    .asString()
                    .as("the journal knows it as a mark")
                    .contains("\"label\":\"upset\"")
                    .doesNotContain("\"label\":\"calm\"");
        }
    }

    @Test
    void shouldTakeTheKeysOfTheAgentToWhomACallerWasMoved(AsteriskLab lab) throws Exception {
        try (EngineProcess engine = EngineProcess.startQuick(lab, ROUTES);
                SippAgent agent = new SippAgent(lab);
                SippCaller caller =
                        SippCaller.speaking(lab, engine.extension("queue"), Speech.raw("en-angry", directory), STAY)) {
            await().atMost(SOON).until(() -> caller.phone().ear().hearsNow(SOOTHING_HZ));
            String member = "Local/" + agent.port() + "@lab-member";
            lab.cli("queue add member " + member + " to callfuse-soothing");
            try {
                await().atMost(SOON).until(() -> talking(lab));
                await().atMost(SOON).until(() -> !caller.phone().ear().hearsNow(SOOTHING_HZ));
                agent.phone().press("*92");
                await().atMost(SOON).until(() -> labels(engine).size() == 1);
            } finally {
                lab.cli("queue remove member " + member + " from callfuse-soothing");
            }
            assertThat(labels(engine)).singleElement().asString().contains("\"label\":\"calm\"", "\"source\":\"dtmf\"");
            assertThat(caller.phone().isInUse()).isTrue();
            lab.hangUpCallers();
        }
    }

    private static boolean talking(AsteriskLab lab) {
        return lab.cli("bridge show all").lines().anyMatch(bridge -> bridge.matches(".* 2 +basic .*"));
    }

    private static boolean heard(AsteriskLab lab) {
        return lab.cli("core show channels concise").contains("AudioSocket/");
    }

    private static List<String> labels(EngineProcess engine) throws IOException {
        return engine.archive().stream()
                .filter(line -> line.contains("\"type\":\"label\""))
                .toList();
    }
}
