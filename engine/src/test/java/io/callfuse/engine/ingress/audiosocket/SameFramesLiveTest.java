package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.PacedSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same samples, once from a file and once over a real connection as fast as it takes them, give the same frames. */
@Timeout(60)
class SameFramesLiveTest {
    private static final int SECONDS = 30;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0x10,8000", "0x12,16000", "0x15,44100", "0x16,48000"})
    void shouldHearTheSameFramesLiveAsFromARecording(String kind, int rateHz) throws Exception {
        short[] pcm = Messages.babble(rateHz, SECONDS * rateHz + 123, rateHz);
        CollectingSink recorded = new CollectingSink();
        try (Recording recording = Recording.open(wav(pcm, rateHz), ChannelChoice.UNSAID)) {
            recording.readInto(recorded);
        }
        CollectingSink live = live(pcm, Integer.decode(kind));
        assertThat(live.end).isEqualTo(recorded.end);
        assertThat(live.gapFrames()).isZero();
        assertThat(Arrays.equals(live.samples(), recorded.samples())).isTrue();
        assertThat(live.frames).hasSize(SECONDS * MediaTime.FRAMES_PER_SECOND + 1);
    }

    private static CollectingSink live(short[] pcm, int kind) throws Exception {
        CollectingSink leg = new CollectingSink();
        CompletableFuture<CollectingSink> ended = new CompletableFuture<>();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (IngressLoop loop = new IngressLoop();
                AudioSocketServer server = new AudioSocketServer(
                        loop,
                        anyPort,
                        AudioSocketLimits.defaults(),
                        offer -> {
                            PacedSink clock = new PacedSink(leg, System.nanoTime(), Duration.ofSeconds(5));
                            loop.startClock(clock);
                            return clock.join(reason -> {
                                clock.end(reason);
                                ended.complete(leg);
                            });
                        },
                        new AudioSocketCounters())) {
            server.start();
            sendInRandomPieces(server.address(), pcm, kind);
            return ended.get(30, TimeUnit.SECONDS);
        }
    }

    private static void sendInRandomPieces(InetSocketAddress to, short[] pcm, int kind) throws Exception {
        Random random = new Random(pcm.length);
        try (Socket asterisk = new Socket(to.getAddress(), to.getPort());
                OutputStream out = new BufferedOutputStream(asterisk.getOutputStream(), 4000)) {
            out.write(Messages.uuid(CallId.random()));
            for (int at = 0; at < pcm.length; ) {
                int length = Math.min(161 + random.nextInt(2000), pcm.length - at);
                out.write(Messages.audio(kind, pcm, at, length));
                at += length;
            }
            out.flush();
            // To close while the engine's silence lies unread would reset the connection, and lose what is still on its
            // way.
            asterisk.shutdownOutput();
            asterisk.getInputStream().readAllBytes();
        }
    }

    private Path wav(short[] pcm, int rateHz) throws Exception {
        byte[] samples = new byte[2 * pcm.length];
        Pcm16.encodeLittleEndian(pcm, 0, pcm.length, samples, 0);
        ByteBuffer file = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes()).putInt(36 + samples.length).put("WAVEfmt ".getBytes());
        file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rateHz);
        file.putInt(2 * rateHz).putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes()).putInt(samples.length).put(samples);
        return Files.write(directory.resolve("call.wav"), file.array());
    }
}
