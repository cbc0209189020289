package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IngressLoopTest {
    private static final Duration GAP_AFTER = Duration.ofMillis(200);

    @Test
    void shouldRunTasksOnItsOneThread() throws Exception {
        try (IngressLoop loop = new IngressLoop()) {
            CompletableFuture<String> name = new CompletableFuture<>();
            loop.execute(() -> name.complete(Thread.currentThread().getName() + " " + loop.inLoop()));
            assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("ingress-0 true");
            assertThat(loop.inLoop()).isFalse();
        }
    }

    @Test
    void shouldTickTheClockOfALegThatHasNoConnection() {
        CollectingSink leg = new CollectingSink();
        PacedSink clock = new PacedSink(leg, System.nanoTime(), GAP_AFTER);
        try (IngressLoop loop = new IngressLoop()) {
            loop.startClock(clock);
            await().atMost(20, TimeUnit.SECONDS).until(() -> onLoop(loop, leg::gapFrames) >= 20);
            loop.stopClock(clock);
            long stoppedAt = onLoop(loop, leg::gapFrames);
            assertThat(onLoop(loop, leg::gapFrames)).isEqualTo(stoppedAt);
        }
    }

    @Test
    void shouldEndItsThreadWhenClosed() throws Exception {
        IngressLoop loop = new IngressLoop();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        loop.close();
        Thread ingress = thread.get(10, TimeUnit.SECONDS);
        ingress.join(10_000);
        assertThat(ingress.isAlive()).isFalse();
    }

    @Test
    void shouldKeepTickingTheOthersWhenOneLegFails() {
        ClockSet clocks = new ClockSet(100_000_000L, 0);
        CollectingSink leg = new CollectingSink();
        PacedSink broken = new PacedSink(new FailingSink(), 0, GAP_AFTER);
        clocks.add(new PacedSink(leg, 0, GAP_AFTER));
        clocks.add(broken);
        clocks.add(broken);
        assertThat(clocks.size()).isEqualTo(2);
        for (long nowMs = 100; nowMs <= 1000; nowMs += 100) {
            clocks.tick(nowMs * 1_000_000L);
        }
        assertThat(leg.gapFrames()).isEqualTo(50);
        assertThat(clocks.size()).isEqualTo(1);
    }

    @Test
    void shouldForgetAClockWhoseLegHasEnded() {
        ClockSet clocks = new ClockSet(100_000_000L, 0);
        PacedSink clock = new PacedSink(new CollectingSink(), 0, GAP_AFTER);
        clocks.add(clock);
        clock.end(EndOfMedia.COMPLETED);
        clocks.tick(100_000_000L);
        assertThat(clocks.size()).isZero();
    }

    @Test
    void shouldInsertNothingOnATickThatComesTooLateItself() {
        ClockSet clocks = new ClockSet(100_000_000L, 0);
        CollectingSink leg = new CollectingSink();
        clocks.add(new PacedSink(leg, 0, GAP_AFTER));
        clocks.tick(2_000_000_000L);
        assertThat(leg.frames).isEmpty();
        clocks.tick(2_100_000_000L);
        assertThat(leg.gapFrames()).isEqualTo(PacedSink.MAX_GAPS_A_TICK);
    }

    private static <T> T onLoop(IngressLoop loop, Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer.join();
    }

    private static final class FailingSink implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            throw new IllegalStateException("a leg that fails");
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new IllegalStateException("a leg that fails");
        }

        @Override
        public void digit(char digit) {
            throw new IllegalStateException("a leg that fails");
        }

        @Override
        public void end(EndOfMedia reason) {
            throw new IllegalStateException("a leg that fails");
        }
    }
}
