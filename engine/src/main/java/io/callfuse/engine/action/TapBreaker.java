package io.callfuse.engine.action;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether Asterisk may be asked for a tap. After {@value #UNCONNECTED_IN_A_ROW} in a row that it could not connect it is
 * asked for none for a while: each such attempt can cost another call its socket, because {@code res_audiosocket} closes that
 * of a failed connection twice. Thread-safe.
 */
public final class TapBreaker {
    private static final int UNCONNECTED_IN_A_ROW = 3;
    private static final Logger LOG = LoggerFactory.getLogger(TapBreaker.class);

    private final String address;
    private final Duration pause;
    private final String consequence;
    private final CircuitBreaker breaker;

    /**
     * Begins with permission.
     *
     * @param address to which taps are connected, for messages
     * @param pause how long none is asked for
     */
    public TapBreaker(String address, Duration pause) {
        this(address, pause, "calls are not watched");
    }

    /** The same for taps without which something else is missing: what, for messages. */
    public TapBreaker(String address, Duration pause, String consequence) {
        this.address = address;
        this.pause = pause;
        this.consequence = consequence;
        breaker = CircuitBreaker.of(
                "taps",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(UNCONNECTED_IN_A_ROW)
                        .minimumNumberOfCalls(UNCONNECTED_IN_A_ROW)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher().onStateTransition(this::tell);
    }

    private void tell(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN ->
                LOG.error(
                        "Asterisk cannot connect taps to {}: none is asked for in the next {} s; {}",
                        address,
                        pause.toSeconds(),
                        consequence);
            case CLOSED -> LOG.info("Asterisk connects taps to {} again", address);
            default -> LOG.debug("taps: {}", event.getStateTransition());
        }
    }

    /** Whether a tap may be asked for now; if so, one of the three answers below must follow. */
    public boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    /** The tap stands. */
    public void connected(Duration after) {
        breaker.onSuccess(after.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Asterisk could not connect it. */
    public void unconnected() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new ConnectException(address));
    }

    /** What became of it says nothing about whether Asterisk can connect. */
    public void undecided() {
        breaker.releasePermission();
    }
}
