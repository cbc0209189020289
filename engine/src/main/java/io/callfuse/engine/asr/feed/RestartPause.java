package io.callfuse.engine.asr.feed;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the process may be started again: at once the first time, later and later if it ends again and again, and after too many
 * ends in a row not at all for a while. One thread; times are of {@link System#nanoTime()}.
 */
final class RestartPause {
    private final RecognitionLimits limits;
    private final CircuitBreaker breaker;
    private long pauseNs;
    private long notBeforeNs;

    RestartPause(RecognitionLimits limits, long nowNs) {
        this.limits = limits;
        notBeforeNs = nowNs;
        pauseNs = limits.firstPause().toNanos();
        breaker = CircuitBreaker.of(
                "recognition",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(limits.givenUpAfter())
                        .minimumNumberOfCalls(limits.givenUpAfter())
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(limits.givenUpFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Whether to start one now; if so, {@link #ended} must be told of its end. */
    boolean mayStart(long nowNs) {
        return nowNs - notBeforeNs >= 0 && breaker.tryAcquirePermission();
    }

    /**
     * A process has ended that was not asked to.
     *
     * @param lived how long it had served, {@link Duration#ZERO} if it never did
     * @return whether it was the one too many: no other is started for a while
     */
    boolean ended(boolean served, Duration lived, String why, long nowNs) {
        boolean healthy = served && lived.compareTo(limits.healthyAfter()) >= 0;
        if (healthy) {
            pauseNs = limits.firstPause().toNanos();
            breaker.onSuccess(lived.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(lived.toNanos(), TimeUnit.NANOSECONDS, new IllegalStateException(why));
        }
        notBeforeNs = nowNs + pauseNs;
        pauseNs = Math.min(2 * pauseNs, limits.longestPause().toNanos());
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
