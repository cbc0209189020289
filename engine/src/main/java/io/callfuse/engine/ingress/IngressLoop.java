package io.callfuse.engine.ingress;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of the live inlets, {@code ingress-0}: it reads all connections, offers all frames and runs the clocks of all
 * legs, those without a connection too. Its methods may be called from any thread.
 */
public final class IngressLoop implements AutoCloseable {
    /** Time between two ticks of the clocks. */
    public static final Duration TICK = Duration.ofMillis(100);

    private static final long CLOSE_WITHIN_S = 5;

    /** From so many legs on, their packets may gather for a moment. */
    private static final int CROWD = 48;

    private static final long CROWD_REST_NS = 300_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final ClockSet clocks;

    /** Starts the thread. */
    public IngressLoop() {
        ThreadFactory thread = task -> new FastThreadLocalThread(task, "ingress-0");
        ClockSet ticked = new ClockSet(TICK.toNanos(), System.nanoTime());
        clocks = ticked;
        group = new MultiThreadIoEventLoopGroup(
                1,
                thread,
                GatheringIoHandler.over(NioIoHandler.newFactory(), () -> ticked.size() >= CROWD, CROWD_REST_NS));
        loop = group.next();
        loop.scheduleAtFixedRate(
                () -> clocks.tick(System.nanoTime()), TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task on the loop, after those given before; it must not block. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs the task on the loop once, not before this time has passed; not at all if the loop is closed by then. */
    public void after(Duration delay, Runnable task) {
        loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task on the loop again and again until that is closed; it must not block, and not throw. */
    public void every(Duration period, Runnable task) {
        loop.scheduleAtFixedRate(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the loop tick this clock until its leg ends. */
    public void startClock(PacedSink clock) {
        if (loop.inEventLoop()) {
            clocks.add(clock);
        } else {
            loop.execute(() -> clocks.add(clock));
        }
    }

    /** Ticks this clock no more; nothing happens if it does not run. */
    public void stopClock(PacedSink clock) {
        if (loop.inEventLoop()) {
            clocks.remove(clock);
        } else {
            loop.execute(() -> clocks.remove(clock));
        }
    }

    /** Whether the calling thread is the loop's. */
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    /** Netty's view of the loop, for the inlets that serve connections on it. */
    public EventLoop netty() {
        return loop;
    }

    /** Ends the thread, after the tasks that wait; returns when it has ended, or after 5 s. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_WITHIN_S, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_WITHIN_S, TimeUnit.SECONDS);
    }
}
