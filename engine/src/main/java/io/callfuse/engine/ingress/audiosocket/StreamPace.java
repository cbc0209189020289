package io.callfuse.engine.ingress.audiosocket;

import java.time.Duration;

/**
 * Tells a stream that is faster than any call can be from one that catches up: a leaky bucket of media time. What comes adds
 * to it, at least {@link #LEAST_NS} a message; the clock takes {@code maxSpeed} times as much out. A pause of the network or of
 * this machine earns up to {@link #CREDIT_NS}, so that the backlog after it is no fault. One thread; allocates nothing.
 */
final class StreamPace {
    private static final long ALLOWED_NS = Duration.ofSeconds(10).toNanos();
    private static final long CREDIT_NS = Duration.ofMinutes(2).toNanos();
    private static final long LEAST_NS = Duration.ofMillis(5).toNanos();
    private static final double NS_PER_S = 1e9;

    private final double maxSpeed;
    private boolean begun;
    private long lastNs;
    private double levelNs;

    /** Holds a stream to so many times real time; 0 to none. */
    StreamPace(double maxSpeed) {
        if (maxSpeed < 0) {
            throw new IllegalArgumentException("maxSpeed " + maxSpeed + " is negative");
        }
        this.maxSpeed = maxSpeed;
    }

    /**
     * Takes a message.
     *
     * @param nowNs on the clock of {@link System#nanoTime()}
     * @return false if the stream has been too fast for too long
     */
    boolean accept(int samples, int sampleRateHz, long nowNs) {
        if (maxSpeed == 0) {
            return true;
        }
        if (begun) {
            levelNs = Math.max(-CREDIT_NS, levelNs - maxSpeed * Math.max(0, nowNs - lastNs));
        }
        begun = true;
        lastNs = nowNs;
        levelNs += Math.max(LEAST_NS, samples * NS_PER_S / sampleRateHz);
        return levelNs <= ALLOWED_NS;
    }
}
