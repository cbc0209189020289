package io.callfuse.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.perf.bench.BenchTable.Line;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BenchTableTest {

    @Test
    void shouldSetEachFrameBesideRealTimeAndTarsos() {
        assertThat(printed(
                        new Line("TarsosChain.yinAndMfcc", 40_000, 2520),
                        new Line("AudioToFeatures.features", 16_000, 0)))
                .containsExactly(
                        "20 ms of audio us x real time x Tarsos B",
                        "AudioToFeatures.features 16.00 1250 2.5 0.0",
                        "TarsosChain.yinAndMfcc 40.00 500 1.0 2520.0");
    }

    @Test
    void shouldSetEachInnerLoopBesideItsPlainForm() {
        assertThat(printed(new Line("InnerLoops.dot plain", 90, 0), new Line("InnerLoops.dot best", 30, 0)))
                .containsExactly(
                        "20 ms of audio us x real time x Tarsos B",
                        "an inner loop ns x plain B",
                        "InnerLoops.dot best 30.0 3.0 0.0",
                        "InnerLoops.dot plain 90.0 1.0 0.0");
    }

    @Test
    void shouldTellTheLongestOfAHundredSecondsOfAPolicyBesideTheirMean() {
        assertThat(printed(
                        new Line("FactsToDecision.second 500", 120_000, 0),
                        new Line("FactsToDecision.second 500", Double.NaN, Double.NaN, 300_000)))
                .containsExactly(
                        "20 ms of audio us x real time x Tarsos B",
                        "a second of a policy, by rules us p99 us B",
                        "FactsToDecision.second 500 120.00 300.00 0.0");
    }

    @Test
    void shouldSetEachStepOfTheWayBesideAnother() {
        assertThat(printed(
                        new Line("FrameHandOff.queue", 50, 0),
                        new Line("FrameHandOff.arrayBlockingQueue", 100, 32),
                        new Line("SpeechToDecision.tick", 200_000, 0)))
                .containsExactly(
                        "20 ms of audio us x real time x Tarsos B",
                        "20 ms on the way to a worker us a second x other B",
                        "FrameHandOff.arrayBlockingQueue 0.100 10000000 32.0",
                        "FrameHandOff.queue 0.050 20000000 2.00 0.0",
                        "a second of a call, its frames heard us a second B",
                        "SpeechToDecision.tick 200.000 5000 0.0");
    }

    @Test
    void shouldLeaveOutARatioToWhatWasNotMeasured() {
        assertThat(printed(new Line("AudioToPitch.pitch YIN", 20_000, Double.NaN)))
                .contains("AudioToPitch.pitch YIN 20.00 1000");
    }

    private static List<String> printed(Line... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BenchTable(List.of(lines)).print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}
