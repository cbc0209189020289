package io.callfuse.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutcomeTest {
    @TempDir
    Path archive;

    @Test
    void shouldCallARunLossyWhoseReportsCountFewerFramesThanWereSent() throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, new InetSocketAddress("127.0.0.1", 0).getAddress());
                RecordedLeg leg = new RecordedLeg(address(engine), new byte[3200], 0);
                Socket accepted = engine.accept()) {
            for (int i = 0; i < 3; i++) {
                leg.sendFrame();
            }
            InputStream heard = accepted.getInputStream();
            assertThat(heard.readNBytes(19 + 3 * 323)).hasSize(19 + 3 * 323);
            assertThat(Outcome.read(archive, List.of(leg)).nothingLost()).isFalse();
            report(leg, 3, 0);
            assertThat(Outcome.read(archive, List.of(leg)).nothingLost()).isTrue();
            report(leg, 2, 1);
            assertThat(Outcome.read(archive, List.of(leg)))
                    .isEqualTo(new Outcome(3, 2, 1, 0, 0))
                    .satisfies(outcome -> assertThat(outcome.nothingLost()).isFalse());
        }
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void report(RecordedLeg leg, int audioFrames, int droppedFrames) throws Exception {
        Files.writeString(
                archive.resolve("callfuse-2026-01-01.jsonl"),
                """
                {"id":"1","type":"fuse","callId":"%s","audioFrames":9}
                {"id":"2","type":"call","callId":"%s","audioFrames":%d,"gapFrames":0,"droppedFrames":%d}
                """
                        .formatted(leg.id(), leg.id(), audioFrames, droppedFrames));
    }
}
