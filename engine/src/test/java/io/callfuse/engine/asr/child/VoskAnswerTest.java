package io.callfuse.engine.asr.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.child.Recogniser.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shapes that answers of libvosk 0.3.45 have. */
@Timeout(30)
class VoskAnswerTest {
    @Test
    void shouldReadTheWordsOfAResult() {
        String answer = "{\"result\":[{\"conf\":0.93,\"end\":1.2,\"start\":0.9,\"word\":\"two\"}],\"text\":\"two\"}";
        assertThat(VoskRecogniser.words(answer, "result")).containsExactly(new Heard("two", 0.9, 1.2, 0.93));
    }

    @Test
    void shouldReadNoWordsWhereTheListIsAbsent() {
        assertThat(VoskRecogniser.words("{\"text\": \"\"}", "result")).isEmpty();
        assertThat(VoskRecogniser.words("{\"partial\" : \"\"}", "partial_result"))
                .isEmpty();
        assertThat(VoskRecogniser.words("{\"text\": \"\"}", "partial_result")).isEmpty();
    }

    @Test
    void shouldTakeWhatStandsInBracketsForNoWord() {
        String answer = "{\"result\":[{\"conf\":1,\"end\":1.2,\"start\":0.9,\"word\":\"[unk]\"},"
                + "{\"conf\":1,\"end\":2.2,\"start\":1.9,\"word\":\"<UNK>\"},"
                + "{\"end\":3.2,\"start\":2.9,\"word\":\"nine\"}]}";
        assertThat(VoskRecogniser.words(answer, "result")).containsExactly(new Heard("nine", 2.9, 3.2, 1));
    }
}
