package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.scoring.Emotion;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dialplan lends the caller's audio and waits: it must always get him back, and not before he has answered. */
@Timeout(60)
class QuestionTest {
    private static final short[] ANSWER = Voices.voice(180, 4, 0.3, 1.2, 4);

    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldAnswerWhenTheCallerHasSpokenAndIsSilentAgain() {
        CallId id = CallId.random();
        EngineBench.Peer question = bench.connect(id);
        question.say(ANSWER);
        bench.settle();
        assertThat(question.finished()).as("he may go on").isFalse();
        bench.passSilently(id, Duration.ofSeconds(3));
        bench.awaitGone(id);
        assertThat(question.finished()).isTrue();
        assertThat(bench.endedBy(id)).isEqualTo("stream-ended");
        assertThat(bench.ended.get(0).report().heard().seconds()).isLessThan(7.5);
    }

    @Test
    void shouldAnswerByTheTimeForAClassWhereNobodySpeaks() {
        CallId id = CallId.random();
        EngineBench.Peer question = bench.connect(id);
        bench.passSilently(id, Duration.ofSeconds(19));
        bench.settle();
        assertThat(question.finished()).isFalse();
        bench.passSilently(id, Duration.ofSeconds(1));
        bench.settle();
        assertThat(question.finished()).isTrue();
    }

    @Test
    void shouldAnswerAtTheTripWithoutWaitingForSilence(@TempDir Path folder) throws Exception {
        CallId id = CallId.random();
        EngineBench.Peer question = bench.connect(id);
        short[] angry = DemoAudio.samples(DemoAudio.copy("en-angry", folder));
        for (int at = 0; at < angry.length && bench.book.find(id).isPresent() && !question.finished(); at += 8000) {
            question.say(java.util.Arrays.copyOfRange(angry, at, Math.min(angry.length, at + 8000)));
            bench.settle();
        }
        assertThat(question.finished()).isTrue();
        bench.awaitGone(id);
        assertThat(bench.ended.get(0).report().heard().seconds()).isLessThan(21);
    }

    @Test
    void shouldGiveACallerWhoSoundsHalfUpsetThreeSecondsToGoOn() {
        OpenQuestion question = new OpenQuestion(20_000, 60);
        CallPolicy policy = classified();
        question.ask(0);
        question.heard(4000, 3500);
        assertThat(question.takeAnswer(5000, 70, policy)).isFalse();
        assertThat(question.takeAnswer(6000, 70, policy)).isFalse();
        assertThat(question.takeAnswer(7000, 70, policy)).isTrue();
        assertThat(question.takeAnswer(8000, 70, policy)).as("once").isFalse();
        question.ask(8000);
        question.heard(9000, 4500);
        assertThat(question.takeAnswer(10_000, 59, policy)).isTrue();
    }

    private static CallPolicy classified() {
        CallPolicy policy = new CallPolicy(ConfigLoader.defaults().policySettings(), event -> {});
        policy.tick(1000, 70, Emotion.ANGER, 0.8, 3000, true);
        return policy;
    }

    @Test
    void shouldWaitForTheAnswerToAQuestionInTheMiddleOfAWatchedCall() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        tap.say(ANSWER);
        bench.passSilently(id, Duration.ofSeconds(30));
        EngineBench.Peer question = bench.connect(id);
        bench.passSilently(id, Duration.ofSeconds(2));
        bench.settle();
        assertThat(question.finished()).as("he has not answered yet").isFalse();
        tap.say(ANSWER);
        question.say(ANSWER);
        assertThat(bench.live(id).heardMs()).as("the same voice is heard once").isEqualTo(4000 + 30_000 + 2000 + 4000);
        bench.passSilently(id, Duration.ofSeconds(3));
        bench.settle();
        assertThat(question.finished()).isTrue();
        assertThat(tap.finished()).isFalse();
    }

    @Test
    void shouldAnswerASecondQuestionToo() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id);
        for (int i = 0; i < 2; i++) {
            EngineBench.Peer question = bench.connect(id);
            bench.passSilently(id, Duration.ofSeconds(22));
            bench.settle();
            assertThat(question.finished()).isTrue();
        }
    }

    @Test
    void shouldRefuseAStreamUnderTheIdOfAQuestionThatHasItsRecord() {
        CallId id = CallId.random();
        EngineBench.Peer question = bench.connect(id);
        bench.passSilently(id, Duration.ofSeconds(22));
        bench.settle();
        assertThat(question.finished()).isTrue();
        bench.awaitGone(id);

        assertThatThrownBy(() -> bench.connect(id)).hasMessageContaining("has ended");
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void shouldNotTakeAQuestionForTheTapWhenItConnectsFirst() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer question = bench.connect(id);
        question.say(ANSWER);
        assertThat(bench.live(id).heardMs()).as("heard while there is no tap").isEqualTo(4000);
        EngineBench.Peer tap = bench.connectTap(id);
        tap.say(ANSWER);
        question.say(ANSWER);
        assertThat(bench.live(id).heardMs()).isEqualTo(8000);
        bench.passSilently(id, Duration.ofSeconds(3));
        bench.settle();
        assertThat(question.finished()).isTrue();
        assertThat(tap.finished()).isFalse();
    }

    @Test
    void shouldLetAQuestionGoWhenTheCallEnds() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id);
        EngineBench.Peer question = bench.connect(id);
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(question.finished()).isTrue();
    }

    @Test
    void shouldForgetAQuestionWhoseCallerHungUp() {
        CallId id = CallId.random();
        EngineBench.Peer question = bench.connect(id);
        question.end(EndOfMedia.COMPLETED);
        bench.awaitGone(id);
        assertThat(question.finished()).isFalse();
        assertThat(bench.book.size()).isZero();
    }
}
