package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prints what a tapped call costs, by the way of its audio: CPU of the engine and of Asterisk, beside Asterisk's for the same
 * callers untapped. {@code -Dcallfuse.taps.calls} and {@code -Dcallfuse.taps.seconds} make it a longer run. Measures, and asserts
 * only that every call was heard.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class TapCostIT {
    private static final int CALLS = Integer.getInteger("callfuse.taps.calls", 10);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("callfuse.taps.seconds", 4));
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Pattern DROPPED = Pattern.compile("\"droppedFrames\":([0-9]+)");

    @TempDir
    static Path directory;

    private static final Map<String, Cost> UNTAPPED = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "ami, tap, plain, an AudioSocket leg by the dialplan",
        "ami, queue, waiting, a spying channel with AudioSocket by AMI",
        "audiosocket, queue, waiting, snoop and AudioSocket by ARI",
        "rtp, queue, waiting, snoop and RTP (ulaw) by ARI",
        "websocket, queue, waiting, snoop and WebSocket (ulaw) by ARI"
    })
    void shouldPrintWhatATapCosts(String by, String way, String untapped, String name, AsteriskLab lab) {
        Cost without = UNTAPPED.computeIfAbsent(untapped, extension -> cost(lab, extension, null));
        try (EngineProcess engine = engine(by, lab)) {
            await().atMost(LONG).until(() -> by.equals("ami") || engine.log().contains("is served"));
            Cost with = cost(lab, engine.extension(way), engine);
            await().atMost(LONG).until(() -> engine.records().size() == CALLS);
            System.out.printf(
                    "%s: engine %.2f, Asterisk %.2f (untapped %.2f) %% of a core a call; %d calls, %d s, %d frames dropped%n",
                    name,
                    with.engine(),
                    with.asterisk(),
                    without.asterisk(),
                    CALLS,
                    MEASURED.toSeconds(),
                    engine.records().stream().mapToLong(TapCostIT::dropped).sum());
            assertThat(engine.records()).noneMatch(record -> record.contains("\"audioFrames\":0,"));
        }
    }

    private static EngineProcess engine(String by, AsteriskLab lab) {
        return switch (by) {
            case "ami" -> EngineProcess.start(lab, "keep");
            case "audiosocket" -> EngineProcess.startWithAri(lab);
            default -> EngineProcess.startWithAri(lab, by, "ulaw");
        };
    }

    private static long dropped(String record) {
        Matcher number = DROPPED.matcher(record);
        assertThat(number.find()).isTrue();
        return Long.parseLong(number.group(1));
    }

    /** In per cent of a core for each call. */
    private record Cost(double engine, double asterisk) {}

    private static Cost cost(AsteriskLab lab, String extension, EngineProcess engine) {
        Duration stay = SETTLING.plus(MEASURED).plusSeconds(2);
        try (SippCaller callers = SippCaller.storm(lab, extension, Speech.raw("en-calm", directory), stay, CALLS)) {
            passes(SETTLING);
            long fromNs = System.nanoTime();
            Duration engineBefore = engine == null ? Duration.ZERO : engine.cpu();
            Duration asteriskBefore = lab.cpu();
            passes(MEASURED);
            double perCall = 100.0 / CALLS / (System.nanoTime() - fromNs);
            Cost cost = new Cost(
                    engine == null ? 0 : engine.cpu().minus(engineBefore).toNanos() * perCall,
                    lab.cpu().minus(asteriskBefore).toNanos() * perCall);
            assertThat(callers.phone().awaitEnd(LONG)).isTrue();
            assertThat(callers.phone().complaint()).isEmpty();
            await().atMost(LONG).until(() -> lab.channels() == 0);
            return cost;
        }
    }

    private static void passes(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(20)).until(() -> true);
    }
}
