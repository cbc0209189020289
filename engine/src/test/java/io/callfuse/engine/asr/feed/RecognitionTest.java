package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.child.StubProcess;
import io.callfuse.engine.asr.model.SpeechModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, with a stub in place of the library: killed, stopped, hung, too big, never there. */
@Timeout(600)
class RecognitionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ABORTS = 30_001;
    private static final int HANGS = 30_002;

    @TempDir
    Path temporary;

    private Recognition recognition;

    @AfterEach
    void close() {
        recognition.close();
    }

    @Test
    void shouldGiveEachLegItsOwnWordsAtItsOwnTimes() throws Exception {
        start(RecognitionLimits.patient(), 10);
        List<TalkingLeg> legs = legs(10);
        for (int i = 0; i < 10; i++) {
            legs.get(i).say(100 + i, 10);
            legs.get(i).say(200 + i, 10);
            legs.get(i).pause();
        }
        for (int i = 0; i < 10; i++) {
            TalkingLeg leg = legs.get(i);
            assertThat(leg.recognition.await(PATIENCE.toNanos())).isTrue();
            assertThat(leg.read()).extracting(TimedWord::word).containsExactly("w" + (100 + i), "w" + (200 + i));
            assertThat(leg.words.get(1).atMs()).isEqualTo(200);
        }
        assertThat(recognition.counters()).containsEntry("words", 20L).containsEntry("process_ends", 0L);
    }

    @Test
    void shouldBringWordsBackEachTimeTheProcessIsKilledAndBlockNobody() throws Exception {
        int kills = Integer.getInteger("callfuse.kills", 20);
        start(RecognitionLimits.patient().forgiving(), 50);
        List<TalkingLeg> legs = legs(50);
        Random random = new Random(9);
        for (int kill = 1; kill <= kills; kill++) {
            int number = 1000 + kill;
            long before = recognition.pid().orElseThrow();
            for (TalkingLeg leg : legs) {
                leg.say(number, 1 + random.nextInt(20));
            }
            ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE)
                    .until(() ->
                            recognition.pid().isPresent() && recognition.pid().getAsLong() != before);
            for (TalkingLeg leg : legs) {
                leg.pause();
                leg.say(number + 4000, 5);
                leg.pause();
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> legs.stream()
                    .allMatch(leg -> leg.heard(number + 4000)));
        }
        for (TalkingLeg leg : legs) {
            assertThat(leg.recognition.await(PATIENCE.toNanos()))
                    .as("all is accounted for")
                    .isTrue();
        }
        assertThat(recognition.counters().get("process_ends")).isGreaterThanOrEqualTo(kills);
    }

    @Test
    void shouldReplaceAProcessThatIsStoppedAndGoOnHearingMeanwhile() throws Exception {
        start(RecognitionLimits.standard().withoutShedding().forgiving(), 50);
        List<TalkingLeg> legs = legs(50);
        long stopped = recognition.pid().orElseThrow();
        signal("STOP", stopped);
        // More than a pipe holds, so that the thread that feeds is blocked in it.
        for (int round = 0; round < 20; round++) {
            for (TalkingLeg leg : legs) {
                leg.say(300, 50);
            }
        }
        await().atMost(PATIENCE)
                .until(() -> recognition.pid().isPresent() && recognition.pid().getAsLong() != stopped);
        assertThat(ProcessHandle.of(stopped)).isEmpty();
        for (TalkingLeg leg : legs) {
            leg.say(301, 10);
            leg.pause();
        }
        await().atMost(PATIENCE).until(() -> legs.stream().allMatch(leg -> leg.heard(301)));
        assertThat(recognition.counters().get("frames_dropped")
                        + recognition.counters().get("frames_lost"))
                .as("what was said while it stood still")
                .isPositive();
    }

    @Test
    void shouldKeepTheWordsThatWereHeardWhenTheProcessAborts() throws Exception {
        start(RecognitionLimits.standard().forgiving(), 2);
        TalkingLeg leg = new TalkingLeg(recognition);
        leg.say(400, 6);
        assertThat(leg.recognition.await(PATIENCE.toNanos())).isTrue();
        leg.say(ABORTS, 1);
        leg.pause();
        await().atMost(PATIENCE).until(() -> leg.heard(400));
        assertThat(recognition.counters()).containsEntry("words_unconfirmed", 1L);
        await().atMost(PATIENCE).until(() -> recognition.counters().get("process_ends") == 1);
        leg.say(401, 6);
        leg.pause();
        await().atMost(PATIENCE).until(() -> leg.heard(401));
    }

    @Test
    void shouldReplaceAProcessThatHangsInOneRecogniserThoughItAnswers() throws Exception {
        RecognitionLimits limits = RecognitionLimits.standard().forgiving();
        start(limits, 2);
        TalkingLeg hanging = new TalkingLeg(recognition);
        hanging.say(HANGS, 1);
        await().atMost(PATIENCE).until(() -> recognition.counters().get("process_ends") == 1);
        TalkingLeg other = new TalkingLeg(recognition);
        await().atMost(PATIENCE).until(recognition::isUp);
        other.say(500, 6);
        other.pause();
        await().atMost(PATIENCE).until(() -> other.heard(500));
    }

    @Test
    void shouldReplaceAProcessThatHoldsTooMuchMemory() throws Exception {
        RecognitionSettings settings = new RecognitionSettings(
                model(), true, 2, 2, 1, RecognitionLimits.standard().forgiving());
        recognition = Recognition.start(stub("never"), settings, temporary);
        await().atMost(PATIENCE).until(() -> recognition.counters().get("process_ends") >= 2);
    }

    @Test
    void shouldLeaveRecognitionAloneWhereNoProcessEverServes() throws Exception {
        RecognitionLimits limits = RecognitionLimits.standard().forgiving();
        recognition = Recognition.start(stub("at-once"), settings(limits, 2), temporary);
        await().atMost(PATIENCE).until(() -> recognition.counters().get("process_ends") == limits.givenUpAfter());
        TalkingLeg leg = new TalkingLeg(recognition);
        leg.say(600, 1000);
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(recognition.counters().get("process_ends"))
                .as("no further one is started")
                .isEqualTo(limits.givenUpAfter());
        assertThat(recognition.counters().get("frames_dropped")).isPositive();
    }

    @Test
    void shouldRecogniseTheMostSuspiciousLegsWhereThereAreTooFewRecognisers() throws Exception {
        start(RecognitionLimits.patient(), 3);
        List<TalkingLeg> legs = legs(9);
        for (int i = 0; i < 9; i++) {
            legs.get(i).recognition.suspect(i * 11, 120_000);
        }
        // At first whoever speaks first; the legs are put in order by their suspicion now and then.
        await().atMost(PATIENCE).until(() -> {
            legs.forEach(leg -> leg.say(700, 3));
            return legs.subList(6, 9).stream()
                    .allMatch(leg -> leg.recognition.counts().done.get() > 0);
        });
        for (TalkingLeg leg : legs) {
            leg.say(701, 10);
            leg.pause();
        }
        for (TalkingLeg leg : legs) {
            assertThat(leg.recognition.await(PATIENCE.toNanos())).isTrue();
        }
        for (int i = 0; i < 9; i++) {
            assertThat(legs.get(i).heard(701)).as("leg %d", i).isEqualTo(i >= 6);
        }
        assertThat(recognition.counters().get("frames_shed")).isPositive();
    }

    @Test
    void shouldForgetALegThatIsOverAndKeepItsCounts() throws Exception {
        start(RecognitionLimits.patient(), 2);
        for (int i = 0; i < 30; i++) {
            TalkingLeg leg = new TalkingLeg(recognition);
            leg.say(800 + i, 5);
            leg.pause();
            assertThat(leg.recognition.await(PATIENCE.toNanos())).isTrue();
            leg.recognition.close();
        }
        assertThat(recognition.counters()).containsEntry("words", 30L).containsEntry("frames_recognised", 180L);
    }

    @Test
    void shouldEndItsProcessAndRemoveItsFolderWhenClosed() throws Exception {
        start(RecognitionLimits.patient(), 2);
        long pid = recognition.pid().orElseThrow();
        recognition.close();
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(temporary.resolve("work")).doesNotExist();
    }

    private void start(RecognitionLimits limits, int recognisers) throws Exception {
        Path work = Files.createDirectories(temporary.resolve("work"));
        recognition = Recognition.start(stub("never"), settings(limits, recognisers), work);
        assertThat(recognition.awaitUp(PATIENCE)).isTrue();
    }

    private List<TalkingLeg> legs(int count) {
        List<TalkingLeg> legs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            legs.add(new TalkingLeg(recognition));
        }
        return legs;
    }

    private ProcessCommand stub(String fails) {
        return () -> new ProcessBuilder(ProcessCommand.arguments(StubProcess.class, List.of(fails), temporary)).start();
    }

    private static RecognitionSettings settings(RecognitionLimits limits, int recognisers) {
        return RecognitionSettings.of(model()).with(limits).withRecognisers(recognisers);
    }

    private static SpeechModel model() {
        return new SpeechModel(Path.of("none"), 8000);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
