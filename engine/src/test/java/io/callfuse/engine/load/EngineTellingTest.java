package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EngineTellingTest {
    private final List<String> heard = new ArrayList<>();

    private final class Ear implements EngineTelling.Listener, EngineTelling.Calls {
        @Override
        public void ready(int audioSocketPort, int webSocketPort) {
            heard.add("ready " + audioSocketPort + " " + webSocketPort);
        }

        @Override
        public void scored(
                CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs) {
            heard.add("score " + call + " " + atMs + " " + score + " " + frames + " " + arrivedNs + " " + publishedNs);
        }

        @Override
        public void joined(CallId call, String uniqueId) {
            heard.add("joined " + call + " " + uniqueId);
        }

        @Override
        public void tripped(CallId call, long atMs, String route, long trippedNs) {
            heard.add("tripped " + call + " " + atMs + " " + route + " " + trippedNs);
        }

        @Override
        public void fault(String what) {
            heard.add("fault " + what);
        }

        @Override
        public void ended(CallId call, String fingerprint, boolean tripped, MediaCounters frames) {
            heard.add("ended " + call + " " + fingerprint + " " + tripped + " " + frames);
        }

        @Override
        public void rtpPort(CallId call, int port) {
            heard.add("port " + call + " " + port);
        }

        @Override
        public void failed(String why) {
            heard.add("failed " + why);
        }
    }

    @Test
    void shouldHearWhatWasSaidToTheBit() throws IOException {
        CallId call = CallId.random();
        MediaCounters frames = new MediaCounters(50, 1, 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);

        EngineTelling.score(out, call, 1000, 0.1 + 0.2, frames, 41, 42);
        EngineTelling.joined(out, call, "1795462999.58");
        EngineTelling.tripped(out, call, 7000, "soothing", 43);
        EngineTelling.ended(out, call, "sha256:ab", true, frames);
        EngineTelling.port(out, call, 4711);
        Ear ear = new Ear();
        EngineTelling.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), ear, ear);

        assertThat(heard)
                .containsExactly(
                        "score " + call + " 1000 0.30000000000000004 " + frames + " 41 42",
                        "joined " + call + " 1795462999.58",
                        "tripped " + call + " 7000 soothing 43",
                        "ended " + call + " sha256:ab true " + frames,
                        "port " + call + " 4711");
    }

    @Test
    void shouldRefuseWhatIsNoMessage() {
        DataInputStream garbage = new DataInputStream(new ByteArrayInputStream(new byte[] {7}));

        assertThatThrownBy(() -> EngineTelling.read(garbage, new Ear(), new Ear()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not understood");
    }
}
