package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AMI, ARI and the audio of its WebSocket over the TLS of the real Asterisk, and a certificate that nobody vouches for. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class TlsIT {
    private static final double SOOTHING_HZ = 660;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STAY = Duration.ofSeconds(280);

    @TempDir
    static Path directory;

    @AfterAll
    static void shouldLeaveNothingBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(PATIENCE).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldHearAndMoveCallersOverTlsAlone(AsteriskLab lab) {
        Path upset = Speech.raw("en-angry", directory);
        try (EngineProcess engine = EngineProcess.launchOverTls(lab, lab.certificate(), lab.certificate())) {
            await().atMost(PATIENCE)
                    .until(() -> engine.log().contains("is served")
                            && lab.cli("manager show connected").contains("callfuse"));
            assertThat(lab.cli("manager show settings")).containsPattern("TLS Enable: +Yes");
            try (SippCaller inside = SippCaller.speaking(lab, engine.extension("stay"), upset, STAY);
                    SippCaller outside = SippCaller.speaking(lab, engine.extension("queue"), upset, STAY)) {
                awaitHeard(inside, SOOTHING_HZ);
                awaitHeard(outside, SOOTHING_HZ);
                lab.hangUpCallers();
                await().atMost(PATIENCE).until(() -> engine.records().size() == 2);
            }
            assertThat(engine.records())
                    .allMatch(record -> record.contains("\"inlets\":[\"websocket\"]"))
                    .allMatch(record -> record.contains("\"droppedFrames\":0"));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"ami", "ari"})
    void shouldNotServeWhereTheCertificateIsNotTrusted(String distrusted, AsteriskLab lab) {
        Path another = SelfSigned.make(directory, "not-of-" + distrusted);
        Path amiTrust = distrusted.equals("ami") ? another : lab.certificate();
        Path ariTrust = distrusted.equals("ari") ? another : lab.certificate();
        try (EngineProcess engine = EngineProcess.launchOverTls(lab, amiTrust, ariTrust)) {
            assertThat(engine.exitCode(PATIENCE).orElseThrow()).isPositive();
            assertThat(engine.log().lines().filter(line -> line.startsWith("callfuse: ")))
                    .singleElement()
                    .asString()
                    .contains("TLS", "does " + distrusted + ".trustFile hold", "127.0.0.1")
                    .doesNotContain(lab.amiSecret());
        }
    }

    @Test
    void shouldFindNothingToComplainOfInTheShippedConfiguration(AsteriskLab lab) {
        assertThat(lab.complaints()).isEmpty();
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().alias(frequencyHz + " Hz")
                .atMost(PATIENCE)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz));
    }
}
