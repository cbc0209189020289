package io.callfuse.engine.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class TranscriptSidecarTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadTheCallersWordsInTheOrderOfTime() throws Exception {
        write(
                """
                [{"speaker":"A","word":"refund","start":5.21,"end":5.48,"confidence":0.93},
                 {"speaker":"B","word":"sure","start":6.0,"end":6.2},
                 {"word":"hello","start":1.0,"end":1.25}]
                """);
        assertThat(TranscriptSidecar.read(folder.resolve("call.wav"), false))
                .containsExactly(new TimedWord(1000, 1250, "hello", 1), new TimedWord(5210, 5480, "refund", 0.93));
        assertThat(TranscriptSidecar.read(folder.resolve("call.flac"), true))
                .containsExactly(new TimedWord(1000, 1250, "hello", 1), new TimedWord(6000, 6200, "sure", 1));
    }

    @Test
    void shouldFindNoWordsWhereThereIsNoTranscript() throws Exception {
        assertThat(TranscriptSidecar.read(folder.resolve("call.wav"), false)).isEmpty();
    }

    @Test
    void shouldNameTheFileAndThePlaceOfAFault() throws Exception {
        assertRefused("[{\"word\":\"hi\"", "call.words.json: is not JSON: line 1");
        assertRefused("{}", "call.words.json: is not a list of words");
        assertRefused("[{\"word\":\"hi\",\"start\":1}]", "call.words.json: word 1 lacks word, start or end");
        assertRefused("[{\"word\":\"hi\",\"start\":2,\"end\":1}]", "word 1: a word from 2000 ms to 1000 ms");
    }

    private void assertRefused(String json, String reason) throws Exception {
        write(json);
        assertThatThrownBy(() -> TranscriptSidecar.read(folder.resolve("call.wav"), false))
                .isInstanceOf(TranscriptException.class)
                .hasMessageContaining(reason);
    }

    private void write(String json) throws Exception {
        Files.writeString(folder.resolve("call.words.json"), json);
    }
}
