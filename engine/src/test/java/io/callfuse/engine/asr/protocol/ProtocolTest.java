package io.callfuse.engine.asr.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProtocolTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final Heard heard = new Heard();

    @Test
    void shouldCarryEverythingThatTheEngineSays() throws Exception {
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        Random random = new Random(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt();
        }
        FeedWriter writer = new FeedWriter(wire);
        writer.audio(7, 1L << 40, -5, samples);
        writer.pause(8, Long.MAX_VALUE);
        writer.close(Integer.MIN_VALUE);
        writer.hurry(true);
        writer.ping(12);
        writer.flush();
        FeedReader reader = new FeedReader(new ByteArrayInputStream(wire.toByteArray()));
        for (int i = 0; i < 5; i++) {
            assertThat(reader.next(heard)).isTrue();
        }
        assertThat(reader.next(heard)).as("the end").isFalse();
        assertThat(heard.said)
                .containsExactly(
                        "audio 7 " + (1L << 40) + " -5 " + Arrays.toString(samples),
                        "pause 8 " + Long.MAX_VALUE,
                        "close " + Integer.MIN_VALUE,
                        "hurry true",
                        "ping 12");
    }

    @Test
    void shouldCarryEverythingThatTheProcessSays() throws Exception {
        Revision revision = new Revision(
                120, List.of(new TimedWord(120, 400, "退款", 0.5), new TimedWord(400, 401, "naïve", 1)), true);
        AnswerWriter writer = new AnswerWriter(wire);
        writer.ready(300);
        writer.pong(9, 4);
        writer.done(3, 77);
        writer.words(3, revision);
        writer.words(4, new Revision(0, List.of(), false));
        writer.flush();
        AnswerReader reader = new AnswerReader(new ByteArrayInputStream(wire.toByteArray()));
        for (int i = 0; i < 5; i++) {
            assertThat(reader.next(heard)).isTrue();
        }
        assertThat(reader.next(heard)).as("the end").isFalse();
        assertThat(heard.said)
                .containsExactly(
                        "ready 300",
                        "pong 9 4",
                        "done 3 77",
                        "words 3 " + revision,
                        "words 4 " + new Revision(0, List.of(), false));
    }

    @Test
    void shouldRefuseWhatIsNoMessage() {
        assertThatThrownBy(() -> answers(200)).isInstanceOf(IOException.class).hasMessageContaining("200");
        assertThatThrownBy(() -> answers(Tag.PONG, 1)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> answers(Tag.READY, 0, 0, 0, 99, 0, 0, 0, 0)).hasMessageContaining("protocol 99");
        assertThatThrownBy(() -> new FeedReader(new ByteArrayInputStream(new byte[] {99})).next(heard))
                .hasMessageContaining("99");
    }

    @Test
    void shouldEndWithAnErrorAndNothingElseWhateverComes() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (Tag.READY + random.nextInt(4));
            }
            AnswerReader reader = new AnswerReader(new ByteArrayInputStream(bytes));
            try {
                while (reader.next(heard)) {
                    assertThat(heard.said).isNotEmpty();
                }
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    private void answers(int... bytes) throws IOException {
        byte[] message = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            message[i] = (byte) bytes[i];
        }
        new AnswerReader(new ByteArrayInputStream(message)).next(heard);
    }

    private static final class Heard implements FeedListener, AnswerListener {
        final List<String> said = new ArrayList<>();

        @Override
        public void audio(int leg, long index, long stamp, short[] samples) {
            said.add("audio " + leg + " " + index + " " + stamp + " " + Arrays.toString(samples));
        }

        @Override
        public void pause(int leg, long stamp) {
            said.add("pause " + leg + " " + stamp);
        }

        @Override
        public void close(int leg) {
            said.add("close " + leg);
        }

        @Override
        public void hurry(boolean on) {
            said.add("hurry " + on);
        }

        @Override
        public void ping(long number) {
            said.add("ping " + number);
        }

        @Override
        public void ready(int loadedInMs) {
            said.add("ready " + loadedInMs);
        }

        @Override
        public void pong(long number, int busyMs) {
            said.add("pong " + number + " " + busyMs);
        }

        @Override
        public void done(int leg, long stamp) {
            said.add("done " + leg + " " + stamp);
        }

        @Override
        public void words(int leg, Revision revision) {
            said.add("words " + leg + " " + revision);
        }
    }
}
