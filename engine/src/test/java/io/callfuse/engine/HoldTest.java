package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.call.LineState;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.Decision;
import io.callfuse.models.EmotionModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call on hold, stepped frame by frame. */
@Timeout(60)
class HoldTest {
    private static final EngineIdentity ENGINE = new EngineIdentity("test", "test", "test");

    @TempDir
    Path folder;

    private final CallPipeline call = pipeline();
    private short[] angry;
    private long next;

    @BeforeEach
    void readTheRecording() throws Exception {
        angry = DemoAudio.samples(DemoAudio.copy("en-angry", folder));
    }

    private static CallPipeline pipeline() {
        return new CallPipeline(EmotionModel.embedded(), ConfigLoader.defaults().policySettings(), event -> {});
    }

    @Test
    void shouldDecideOnHoldWhereTheCallWasHeldUntilItsDeadline() {
        call.held(true, "caller");
        speak(call, 61);
        Decision decision = call.policy().decision().orElseThrow();
        assertThat(decision.reason()).isEqualTo(Decision.Reason.ON_HOLD);
        assertThat(decision.atMs()).isEqualTo(60_000);
        assertThat(call.policy().firstClass().orElseThrow().atMs()).isEqualTo(20_000);
        assertThat(call.speechMs()).as("what comes on hold is not the caller").isZero();
    }

    @Test
    void shouldTripAsEverWhereNobodyHolds() {
        speak(call, 61);
        assertThat(call.policy().decision().orElseThrow().reason()).isEqualTo(Decision.Reason.FUSE);
    }

    @Test
    void shouldLetTheScoreStandAndMarkItWhileHeld() {
        speak(call, 4);
        double before = call.score().score();
        long spoken = call.speechMs();
        call.held(true, "caller");
        speak(call, 10);
        assertThat(call.score().score()).isEqualTo(before);
        assertThat(call.speechMs()).as("but for the last word").isBetween(spoken, spoken + 800);
        call.held(false, "caller");
        speak(call, 20);
        assertThat(call.speechMs()).isGreaterThan(spoken + 5000);
        ScoreTrack timeline = call.analysed("a", ENGINE).report().timeline();
        assertThat(timeline.paused(3)).isFalse();
        for (int second = 4; second < 14; second++) {
            assertThat(timeline.line(second)).isEqualTo(LineState.HOLD);
            assertThat(timeline.paused(second)).isTrue();
            assertThat(timeline.score(second)).isEqualTo(before);
        }
        assertThat(timeline.paused(15)).isFalse();
        assertThat(ReportJson.line(call.analysed("a", ENGINE).report())).contains("\"line\":\"hold\",\"held\":true");
    }

    @Test
    void shouldNameWhatTheLineBrought() {
        for (int i = 0; i < 100; i++) {
            frame(call, new short[160]);
        }
        for (int i = 0; i < 100; i++) {
            gap(call);
        }
        ScoreTrack timeline = call.analysed("a", ENGINE).report().timeline();
        assertThat(timeline.line(0)).isEqualTo(LineState.MUTE);
        assertThat(timeline.line(3)).isEqualTo(LineState.NO_MEDIA);
    }

    @Test
    void shouldReplayFromTheJournalBitForBit() {
        speak(call, 5);
        call.held(true, "2.1");
        call.music(true);
        speak(call, 7);
        call.held(false, "2.1");
        call.music(false);
        speak(call, 30);
        call.end();

        CallPipeline replay = pipeline();
        List<InputJournal.Input> inputs = call.journal().inputs();
        assertThat(inputs).map(InputJournal.Input::kind).contains("hold", "music-begins", "unhold", "music-ends");
        next = 0;
        int applied = 0;
        while (replay.nowMs() < call.nowMs()) {
            while (applied < inputs.size() && inputs.get(applied).atMs() == replay.nowMs()) {
                apply(inputs.get(applied++), replay);
            }
            speakFrame(replay);
        }
        replay.end();
        assertThat(ReportJson.line(replay.analysed("a", ENGINE).report()))
                .isEqualTo(ReportJson.line(call.analysed("a", ENGINE).report()));
        assertThat(replay.analysed("a", ENGINE).report().fingerprint())
                .isEqualTo(call.analysed("a", ENGINE).report().fingerprint());
    }

    private static void apply(InputJournal.Input input, CallPipeline to) {
        switch (input.kind()) {
            case "hold" -> to.held(true, input.details().get("by"));
            case "unhold" -> to.held(false, input.details().get("by"));
            case "music-begins" -> to.music(true);
            case "music-ends" -> to.music(false);
            default -> throw new AssertionError(input);
        }
    }

    private void speak(CallPipeline to, int seconds) {
        for (int i = 0; i < seconds * 50; i++) {
            speakFrame(to);
        }
    }

    /** The recording over and over, by the clock of the call. */
    private void speakFrame(CallPipeline to) {
        short[] samples = new short[160];
        int frames = angry.length / 160;
        System.arraycopy(angry, (int) (next % frames) * 160, samples, 0, 160);
        frame(to, samples);
    }

    private void frame(CallPipeline to, short[] samples) {
        MediaFrame media = new MediaFrame();
        media.setAudio(next++, samples, 0, 0);
        to.hear(media);
    }

    private void gap(CallPipeline to) {
        MediaFrame media = new MediaFrame();
        media.setGap(next++, 0);
        to.hear(media);
    }
}
