package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a message of audio costs the ingress thread, the network included. */
@Timeout(60)
class IngressCostTest {
    private static final int MESSAGES = 20_000;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** The leak detector of tests keeps a stack trace for each touch of a buffer. */
    @BeforeEach
    void measureAsInProduction() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void watchForLeaksAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void shouldCostFewBytesAMessageWithTheNetworkIncluded() throws Exception {
        CountingSink sink = new CountingSink();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (IngressLoop loop = new IngressLoop();
                AudioSocketServer server = new AudioSocketServer(
                        loop, anyPort, AudioSocketLimits.defaults(), offer -> sink, new AudioSocketCounters())) {
            server.start();
            try (Socket asterisk =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                asterisk.setTcpNoDelay(true);
                asterisk.getOutputStream().write(Messages.uuid(CallId.random()));
                play(asterisk, sink, MESSAGES);
                CompletableFuture<Long> thread = new CompletableFuture<>();
                loop.execute(() -> thread.complete(Thread.currentThread().getId()));
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long bytesBefore = threads.getThreadAllocatedBytes(thread.get());
                long cpuBefore = threads.getThreadCpuTime(thread.get());
                play(asterisk, sink, MESSAGES);
                long bytes = threads.getThreadAllocatedBytes(thread.get()) - bytesBefore;
                long cpuNs = threads.getThreadCpuTime(thread.get()) - cpuBefore;
                assertThat(bytes / MESSAGES)
                        .as("bytes a message, at %d ns of CPU", cpuNs / MESSAGES)
                        .isLessThanOrEqualTo(32);
            }
        }
    }

    /** One message at a time, each heard before the next is sent, as with Asterisk: a read of its own for each. */
    private static void play(Socket asterisk, CountingSink sink, int messages) throws Exception {
        byte[] message = Messages.message(0x10, new byte[320]);
        long target = sink.frames.get();
        for (int i = 0; i < messages; i++) {
            asterisk.getOutputStream().write(message);
            target++;
            while (sink.frames.get() < target) {
                Thread.onSpinWait();
            }
        }
    }

    private static final class CountingSink implements MediaFrameSink {
        private final AtomicLong frames = new AtomicLong();

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            frames.incrementAndGet();
        }

        @Override
        public void gap(long insertedAtNs) {
            frames.incrementAndGet();
        }

        @Override
        public void digit(char digit) {
            frames.incrementAndGet();
        }

        @Override
        public void end(EndOfMedia reason) {
            frames.set(-1);
        }
    }
}
