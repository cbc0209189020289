package io.callfuse.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AudioSocketSenderTest {
    private static final UUID CALL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private final CompletableFuture<Void> endSaid = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Test
    void shouldSendTheIdThenEverySampleInLittleEndianThenTheEnd() throws Exception {
        short[] pcm = new short[3 * FrameSource.FRAME_SAMPLES];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (i * 131 - 30000);
        }
        CompletableFuture<List<byte[]>> received = receive(0, -1);

        try (AudioSocketSender sender = new AudioSocketSender(address(), CALL)) {
            sender.send(FrameSource.of(pcm), frame -> 0);
            assertThat(sender.framesSent()).isEqualTo(3);
        }

        List<byte[]> messages = received.get();
        assertThat(messages).hasSize(4);
        assertThat(messages.get(0))
                .containsExactly(
                        0x01,
                        0x00,
                        0x11,
                        0x22,
                        0x33,
                        0x44,
                        0x55,
                        0x66,
                        0x77,
                        (byte) 0x88,
                        (byte) 0x99,
                        (byte) 0xaa,
                        (byte) 0xbb,
                        (byte) 0xcc,
                        (byte) 0xdd,
                        (byte) 0xee,
                        (byte) 0xff);
        for (int i = 0; i < pcm.length; i++) {
            byte[] message = messages.get(1 + i / 160);
            assertThat(message[0]).isEqualTo((byte) 0x10);
            int at = 1 + 2 * (i % 160);
            assertThat((short) ((message[at] & 0xff) | message[at + 1] << 8)).isEqualTo(pcm[i]);
        }
    }

    @Test
    void shouldFillTheLastFrameWithSilence() throws Exception {
        short[] pcm = new short[FrameSource.FRAME_SAMPLES + 1];
        pcm[160] = 7;
        CompletableFuture<List<byte[]>> received = receive(0, -1);

        try (AudioSocketSender sender = new AudioSocketSender(address(), CALL)) {
            sender.send(FrameSource.of(pcm), frame -> 0);
        }

        byte[] last = received.get().get(2);
        assertThat(last).hasSize(321);
        assertThat(last[1]).isEqualTo((byte) 7);
        assertThat(last[3]).isZero();
    }

    @Test
    void shouldLoseNothingWhenTheEngineAnswersAFrameForEachFrame() throws Exception {
        CompletableFuture<List<byte[]>> received = receive(1, -1);

        try (AudioSocketSender sender = new AudioSocketSender(address(), CALL)) {
            sender.send(FrameSource.of(new short[1000 * FrameSource.FRAME_SAMPLES]), frame -> 0);
        }

        assertThat(received.get()).hasSize(1001);
    }

    @Test
    void shouldStopWhenTheEngineEndsTheStream() throws Exception {
        CompletableFuture<List<byte[]>> received = receive(0, 10);

        try (AudioSocketSender sender = new AudioSocketSender(address(), CALL)) {
            sender.send(FrameSource.of(new short[100_000]), frame -> {
                if (frame == 11) {
                    endSaid.join();
                }
                return 0;
            });

            assertThat(sender.finishedByEngine()).isTrue();
            assertThat(sender.framesSent()).isLessThan(100);
        }
        assertThat(received.get()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void shouldNameTheAddressWhenNobodyListens() throws IOException {
        InetSocketAddress gone = address();
        server.close();

        assertThatThrownBy(() -> new AudioSocketSender(gone, CALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no AudioSocket at")
                .hasMessageContaining(String.valueOf(gone.getPort()));
    }

    @Test
    void shouldStopWhenItsThreadIsInterrupted() throws Exception {
        receive(0, -1);
        try (AudioSocketSender sender = new AudioSocketSender(address(), CALL)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sender.send(FrameSource.of(new short[160]), frame -> 1))
                    .isInstanceOf(java.io.InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Reads messages (kind, then payload) to the end; answers each frame, and ends the stream after so many messages. */
    private CompletableFuture<List<byte[]>> receive(int answersPerFrame, int endAfter) {
        return CompletableFuture.supplyAsync(() -> {
            List<byte[]> messages = new ArrayList<>();
            try (Socket peer = server.accept();
                    DataInputStream in = new DataInputStream(peer.getInputStream())) {
                while (true) {
                    int kind = in.read();
                    if (kind < 0) {
                        return messages;
                    }
                    byte[] message = new byte[1 + in.readUnsignedShort()];
                    message[0] = (byte) kind;
                    in.readFully(message, 1, message.length - 1);
                    messages.add(message);
                    for (int i = 0; i < answersPerFrame; i++) {
                        byte[] silence = new byte[323];
                        silence[0] = 0x10;
                        silence[1] = 0x01;
                        silence[2] = 0x40;
                        peer.getOutputStream().write(silence);
                    }
                    if (messages.size() == endAfter) {
                        peer.getOutputStream().write(new byte[] {0, 0, 0});
                        endSaid.complete(null);
                    }
                }
            } catch (EOFException cut) {
                throw new IllegalStateException("cut inside a message", cut);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
