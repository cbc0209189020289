package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/**
 * Looks at an Asterisk as the engine would meet it: one login with the engine's own user, what he may do, what is loaded, and
 * calls that Asterisk places to itself. One thread; what Asterisk tells comes on the library's.
 */
public final class AmiInspection implements AutoCloseable {
    private static final Duration EVENT_WITHIN = Duration.ofSeconds(2);
    private static final Duration NO_PAUSE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 20;

    private final AmiSession session;
    private final TapOriginations taps;
    private final Set<String> echoed;
    private final Set<String> hungUp;

    private AmiInspection(AmiSession session, TapOriginations taps, Set<String> echoed, Set<String> hungUp) {
        this.session = session;
        this.taps = taps;
        this.echoed = echoed;
        this.hungUp = hungUp;
    }

    /**
     * Logs in.
     *
     * @param tapAddress where taps are to be connected to
     * @throws AmiUnreachableException with one line that says why not and what to check
     */
    public static AmiInspection open(AmiLogin login, AmiTimes times, InetSocketAddress tapAddress)
            throws AmiUnreachableException {
        Set<String> echoed = ConcurrentHashMap.newKeySet();
        Set<String> hungUp = ConcurrentHashMap.newKeySet();
        TapOriginations taps = new TapOriginations(tapAddress, times.connectTimeout(), NO_PAUSE);
        AmiSession session = AmiSession.open(login, times, event -> hear(event, taps, echoed, hungUp), () -> {});
        return new AmiInspection(session, taps, echoed, hungUp);
    }

    private static void hear(ManagerEvent event, TapOriginations taps, Set<String> echoed, Set<String> hungUp) {
        if (event instanceof CallfuseCheckEvent check) {
            echoed.add(AmiText.orEmpty(check.getToken()));
        } else if (event instanceof HangupEvent hangup) {
            hungUp.add(AmiText.orEmpty(hangup.getUniqueId()));
        } else if (event instanceof OriginateResponseEvent answer) {
            taps.answered(answer);
        }
    }

    /** The value of a variable or function outside of any channel; empty where there is none. */
    public String value(String expression) throws AmiInspectionException {
        return ask(() -> AmiText.orEmpty(session.value(expression)));
    }

    /** The actions that the user may take, in lower case. */
    public Set<String> actions() throws AmiInspectionException {
        return ask(session::commands);
    }

    /** Whether a module is loaded, as far as the user may know: empty where neither way of asking is open to him. */
    public Optional<Boolean> isLoaded(String module) throws AmiInspectionException {
        String known = value("IFMODULE(" + module + ".so)");
        if (known.equals("1") || known.equals("0")) {
            return Optional.of(known.equals("1"));
        }
        return ask(() -> session.moduleCheck(module));
    }

    /** Whether the dialplan has this place. */
    public boolean exists(Route route) throws AmiInspectionException {
        return ask(() -> session.exists(route));
    }

    /** Whether a {@code UserEvent} that is sent is heard again: the rights to write and to read them. */
    public boolean hearsUserEvents() throws AmiInspectionException {
        String token = UUID.randomUUID().toString();
        ask(() -> {
            session.userEvent("CallfuseCheck", Map.of("Token", token));
            return true;
        });
        return within(EVENT_WITHIN, () -> echoed.contains(token));
    }

    /**
     * Has Asterisk call itself: a Local channel whose first half speaks at one extension and whose second half is the caller at
     * another.
     *
     * @return the caller's channel
     */
    public CallChannel call(String context, String callerExtension, String speakerExtension)
            throws AmiInspectionException {
        String id = "callfuse-check-" + UUID.randomUUID();
        OriginateAction action = new OriginateAction();
        action.setChannel("Local/" + callerExtension + "@" + context + "/n");
        action.setContext(context);
        action.setExten(speakerExtension);
        action.setPriority(1);
        action.setChannelId(id);
        action.setAsync(true);
        action.setTimeout(EVENT_WITHIN.toMillis());
        ask(() -> {
            session.originate(action);
            return true;
        });
        // Asterisk names the second half of a Local channel after the first.
        return new CallChannel("", id + ";2", "", "");
    }

    /** Taps a channel as the engine does, and waits for what Asterisk says of it. */
    public TapOutcome tap(CallChannel caller, CallId id, Duration within) throws AmiInspectionException {
        CompletableFuture<TapOutcome> outcome = new CompletableFuture<>();
        ask(() -> {
            taps.request(session, caller, id, outcome);
            return true;
        });
        try {
            return outcome.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new TapOutcome.Failed(
                    "Asterisk did not tell within " + within.toMillis() + " ms whether the tap stands");
        } catch (ExecutionException | InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new TapOutcome.Failed("interrupted");
        }
    }

    /** Ends a call; whether Asterisk's {@code Hangup} event is heard: the right to read them. */
    public boolean hangUp(CallChannel caller) throws AmiInspectionException {
        ask(() -> {
            session.hangUp(caller.uniqueId());
            return true;
        });
        return within(EVENT_WITHIN.plus(EVENT_WITHIN), () -> hungUp.contains(caller.uniqueId()));
    }

    private interface Question<T> {
        T ask() throws AmiLostException, AmiRefusedException;
    }

    private static <T> T ask(Question<T> question) throws AmiInspectionException {
        try {
            return question.ask();
        } catch (AmiRefusedException refused) {
            throw new AmiInspectionException(refused.getMessage(), refused);
        } catch (AmiLostException lost) {
            throw new AmiInspectionException(lost.getMessage(), lost);
        }
    }

    private static boolean within(Duration patience, BooleanSupplier condition) {
        long untilNs = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - untilNs < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return condition.getAsBoolean();
    }

    @Override
    public void close() {
        session.close();
    }
}
