package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.LineState;
import io.callfuse.engine.call.MediaFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineWatchTest {
    private final LineWatch line = new LineWatch();
    private final MediaFrame talk = new MediaFrame();
    private final MediaFrame muted = new MediaFrame();
    private final MediaFrame gap = new MediaFrame();

    LineWatchTest() {
        short[] samples = new short[160];
        muted.setAudio(0, samples, 0, 0);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i * 37 % 400 - 200);
        }
        talk.setAudio(0, samples, 0, 0);
        gap.setGap(0, 0);
    }

    @Test
    void shouldTellSpeechMuteAndAHoleApart() {
        assertThat(second(talk, false)).isEqualTo(LineState.OPEN);
        assertThat(second(muted, false)).isEqualTo(LineState.MUTE);
        assertThat(second(gap, false)).isEqualTo(LineState.NO_MEDIA);
        assertThat(line.paused()).isFalse();
    }

    @Test
    void shouldPauseWhileTheCallerHoldsUsWhateverComes() {
        line.hold("caller");
        for (MediaFrame media : new MediaFrame[] {talk, muted, gap}) {
            assertThat(second(media, false)).isEqualTo(LineState.HOLD);
            assertThat(line.paused()).isTrue();
        }
        line.unhold("caller");
        assertThat(second(talk, false)).isEqualTo(LineState.OPEN);
        assertThat(line.paused()).isFalse();
    }

    @Test
    void shouldPauseWhileAnAgentHoldsACallerWhoHearsMusic() {
        line.hold("2.1");
        assertThat(second(talk, false)).as("held, but still with him").isEqualTo(LineState.OPEN);
        line.music(true);
        assertThat(second(talk, false)).isEqualTo(LineState.HOLD);
        line.music(false);
        assertThat(second(talk, false)).isEqualTo(LineState.OPEN);
        line.music(true);
        assertThat(second(talk, false))
                .as("music after the hold is another queue's")
                .isEqualTo(LineState.MUSIC);
        assertThat(line.paused()).isFalse();
    }

    @Test
    void shouldHearACallerWhoWaitsInAQueueWithMusic() {
        line.music(true);
        assertThat(second(talk, false)).isEqualTo(LineState.MUSIC);
        assertThat(line.paused()).isFalse();
        assertThat(line.onHold()).isFalse();
    }

    @Test
    void shouldHearACallerAgainWhomTheEngineMovedAwayFromTheAgentWhoHeldHim() {
        line.hold("2.1");
        line.music(true);
        line.leftAgents();
        assertThat(line.onHold()).isFalse();
    }

    @Test
    void shouldPauseOnlyWhenMusicIsSure() {
        for (int i = 0; i < 5; i++) {
            second(talk, true);
        }
        assertThat(line.paused()).as("five seconds may be a loud voice").isFalse();
        assertThat(second(talk, true)).isEqualTo(LineState.MUSIC);
        assertThat(line.paused()).isTrue();
        assertThat(second(talk, false)).isEqualTo(LineState.OPEN);
    }

    @Test
    void shouldCountAHoldAsOverWhereEventsWereMissed() {
        line.hold("caller");
        line.forget();
        assertThat(second(talk, false)).isEqualTo(LineState.OPEN);
    }

    @Test
    void shouldTellEachHoleOnceAndWithinThreeSeconds() {
        int frames = 0;
        while (!line.takeHole()) {
            line.hear(gap, false);
            frames++;
        }
        assertThat(frames * 20).isLessThanOrEqualTo(2700);
        assertThat(line.holeMs()).isEqualTo(frames * 20L);
        second(gap, false);
        assertThat(line.takeHole()).isFalse();
        line.hear(talk, false);
        for (int i = 0; i < frames; i++) {
            line.hear(gap, false);
        }
        assertThat(line.takeHole()).isTrue();
    }

    @Test
    void shouldTakeItForAMuteWhereAsteriskGoesOnReceiving() {
        assertThat(questionsIn(gap, 100)).isEqualTo(2);
        line.received(1000);
        line.received(1050);
        second(gap, false);
        assertThat(line.takeHole()).isFalse();
        assertThat(line.state()).isEqualTo(LineState.MUTE);
        assertThat(line.paused()).isFalse();
        assertThat(questionsIn(gap, 500)).as("asked again every five seconds").isEqualTo(2);
        line.received(1051);
        line.hear(gap, false);
        assertThat(line.takeHole()).as("now the phone is gone, too").isTrue();
    }

    @Test
    void shouldCallItAHoleWhereAsteriskReceivesNothingOrCannotTell() {
        questionsIn(gap, 100);
        line.received(1000);
        line.received(1002);
        second(gap, false);
        assertThat(line.takeHole()).isTrue();
        assertThat(line.state()).isEqualTo(LineState.NO_MEDIA);
    }

    @Test
    void shouldForgetWhatAsteriskHadReceivedOnceTheCallerIsHeardAgain() {
        questionsIn(gap, 100);
        line.received(1000);
        line.hear(talk, false);
        line.received(2000);
        questionsIn(gap, 100);
        line.received(2001);
        second(gap, false);
        assertThat(second(gap, false)).isEqualTo(LineState.NO_MEDIA);
        assertThat(questionsIn(talk, 500)).isZero();
    }

    private int questionsIn(MediaFrame media, int frames) {
        int questions = 0;
        for (int i = 0; i < frames; i++) {
            line.hear(media, false);
            questions += line.takeQuestion() ? 1 : 0;
        }
        return questions;
    }

    @Test
    void shouldNotMissPacketsWhileTheCallIsOnHold() {
        line.hold("caller");
        for (int i = 0; i < 10; i++) {
            second(gap, false);
        }
        assertThat(line.takeHole()).isFalse();
        line.unhold("caller");
        second(gap, false);
        assertThat(line.takeHole()).isFalse();
        second(gap, false);
        second(gap, false);
        assertThat(line.takeHole()).isTrue();
    }

    private LineState second(MediaFrame media, boolean soundsLikeMusic) {
        for (int i = 0; i < 50; i++) {
            line.hear(media, soundsLikeMusic);
        }
        line.endSecond();
        return line.state();
    }
}
