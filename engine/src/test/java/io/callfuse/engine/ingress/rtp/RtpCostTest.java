package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.IngressLoop;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a packet costs the ingress thread, the network included. */
@Timeout(60)
class RtpCostTest {
    private static final int PACKETS = 20_000;

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
    void shouldCostFewBytesAPacketWithTheNetworkIncluded() throws Exception {
        CountingSink sink = new CountingSink();
        CallId call = CallId.random();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (IngressLoop loop = new IngressLoop();
                RtpServer server = new RtpServer(loop, RtpCaller.settings(anyPort), offer -> sink, new RtpCounters())) {
            server.start();
            try (RtpCaller asterisk = new RtpCaller(server.destination(call))) {
                server.expect(call, asterisk.address(), RtpFormat.ULAW)
                        .toCompletableFuture()
                        .get();
                play(asterisk, sink);
                CompletableFuture<Long> thread = new CompletableFuture<>();
                loop.execute(() -> thread.complete(Thread.currentThread().getId()));
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long bytesBefore = threads.getThreadAllocatedBytes(thread.get());
                long cpuBefore = threads.getThreadCpuTime(thread.get());
                play(asterisk, sink);
                long bytes = threads.getThreadAllocatedBytes(thread.get()) - bytesBefore;
                long cpuNs = threads.getThreadCpuTime(thread.get()) - cpuBefore;
                assertThat(bytes / PACKETS)
                        .as("bytes a packet, at %d ns of CPU", cpuNs / PACKETS)
                        .isLessThanOrEqualTo(32);
            }
        }
    }

    /** One packet at a time, each heard before the next is sent, so that none is lost. */
    private static void play(RtpCaller asterisk, CountingSink sink) throws Exception {
        short[] silence = new short[160];
        long target = sink.frames;
        for (int i = 0; i < PACKETS; i++) {
            asterisk.audio(RtpFormat.ULAW, silence, 0);
            target++;
            while (sink.frames < target) {
                Thread.onSpinWait();
            }
        }
    }
}
