package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.TapBreaker;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** All taps of this engine, by the ids of their parts. For the loop's thread alone. */
final class AriTaps {
    private final AriTransport transport;
    private final AriHttp http;
    private final TapAudio audio;
    private final CallEvents events;
    private final TapBreaker breaker;
    private final TapBreaker agentBreaker;
    private final String prefix;
    private final Map<String, AriTap> byPart = new HashMap<>();
    private Runnable onDoubt = () -> {};
    private Runnable onNone = () -> {};

    AriTaps(AriTransport transport, AriHttp http, TapAudio audio, CallEvents events) {
        this.transport = transport;
        this.http = http;
        this.audio = audio;
        this.events = events;
        breaker = new TapBreaker(audio.address(), transport.times().tapPause());
        agentBreaker =
                new TapBreaker(audio.address(), transport.times().tapPause(), "agents are not heard, callers are");
        prefix = TapNames.prefix(transport.login().app());
    }

    /** Says what to do when a part may have been left behind. */
    void onDoubt(Runnable look) {
        onDoubt = look;
    }

    /** Asks for a tap; the outcome follows. */
    void start(CallChannel caller, CallId id, CompletableFuture<TapOutcome> outcome) {
        start(caller, id, outcome, breaker);
    }

    /** The same for an agent: where that fails, callers are tapped as before. */
    void startOfAgent(CallChannel agent, CallId id, CompletableFuture<TapOutcome> outcome) {
        start(agent, id, outcome, agentBreaker);
    }

    private void start(CallChannel caller, CallId id, CompletableFuture<TapOutcome> outcome, TapBreaker allowing) {
        if (!allowing.tryAcquire()) {
            outcome.complete(new TapOutcome.Failed(
                    "not asked for, since the last ones could not be connected to " + audio.address()));
            return;
        }
        AriTap tap = new AriTap(this, caller, id, outcome, allowing);
        TapNames names = tap.names();
        byPart.put(names.media(), tap);
        byPart.put(names.snoop(), tap);
        byPart.put(names.bridge(), tap);
        tap.begin();
    }

    /** Whether a channel or bridge is a part of a tap, ours or a former run's. */
    boolean isPart(String id) {
        return id.startsWith(prefix);
    }

    /** A part of some tap has come into the application; one that nobody waits for any more is removed. */
    void entered(String channel) {
        AriTap tap = byPart.get(channel);
        if (tap != null && tap.isWanted()) {
            tap.entered(channel);
        } else {
            discard(channel);
        }
    }

    /** Removes a part that nobody wants. */
    void discard(String part) {
        http.ask(TapNames.removal(part)).whenComplete((answer, lost) -> {
            if (lost != null) {
                onDoubt.run();
            }
        });
    }

    /** A part of some tap is gone. */
    void partGone(String channel) {
        AriTap tap = byPart.get(channel);
        if (tap != null) {
            tap.gone();
        }
    }

    /** Asterisk has no such channel: his hangup may have been told before the call was known. */
    void callEnded(CallChannel caller) {
        events.hungUp(caller.uniqueId(), 0);
    }

    /** A caller is gone. */
    void callerGone(String uniqueId) {
        all().stream().filter(tap -> tap.caller().uniqueId().equals(uniqueId)).forEach(AriTap::gone);
    }

    /**
     * Compares with what Asterisk has after a time without events.
     *
     * @param present the ids of all channels and bridges
     * @return the parts in Asterisk that belong to no tap of this run, in the order in which to remove them
     */
    List<String> compare(Set<String> present) {
        for (AriTap tap : all()) {
            TapNames names = tap.names();
            boolean whole = present.containsAll(Set.of(names.media(), names.snoop(), names.bridge()));
            if (whole) {
                subscribe(tap.caller());
            } else if (tap.ageMs() > transport.times().tapWithin().toMillis()) {
                tap.gone();
            } else {
                // One that is just being made may be missing in the list: looked at again when it is older.
                onDoubt.run();
            }
        }
        List<String> strays = new ArrayList<>();
        for (String ending : TapNames.endingsInOrderOfRemoval()) {
            present.stream()
                    .filter(id -> isPart(id) && id.endsWith(ending) && !byPart.containsKey(id))
                    .forEach(strays::add);
        }
        return strays;
    }

    /** Gives up those that are not open yet: without events they never will be. */
    void failUnopened(String why) {
        all().forEach(tap -> tap.fail(why));
    }

    /** Removes all taps; {@code then} runs when there is none left. */
    void removeAll(Runnable then) {
        onNone = then;
        all().forEach(tap -> {
            tap.fail("the engine is stopping");
            tap.remove();
        });
        tellIfNone();
    }

    /** All parts of a tap have gone. */
    void removed(AriTap tap, boolean doubtful) {
        byPart.values().removeIf(tap::equals);
        if (doubtful) {
            onDoubt.run();
        }
        tellIfNone();
    }

    private void tellIfNone() {
        if (byPart.isEmpty()) {
            onNone.run();
        }
    }

    private Set<AriTap> all() {
        return byPart.values().stream().collect(Collectors.toSet());
    }

    /** How many taps there are, those that are being removed too. */
    int size() {
        return all().size();
    }

    /** Has the application told of the caller's end and keys also where he is outside of it. */
    void subscribe(CallChannel caller) {
        http.ask(AriRequest.post("/applications/%s/subscription", app())
                .with("eventSource", "channel:" + nameOf(caller)));
    }

    String nameOf(CallChannel caller) {
        return caller.uniqueId().isEmpty() ? caller.name() : caller.uniqueId();
    }

    Future<?> after(Duration delay, Runnable task) {
        return transport.loop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task on the loop's thread, from any thread. */
    void execute(Runnable task) {
        if (!transport.loop().isShuttingDown()) {
            transport.loop().execute(task);
        }
    }

    String app() {
        return transport.login().app();
    }

    AriTimes times() {
        return transport.times();
    }

    AriHttp http() {
        return http;
    }

    TapAudio audio() {
        return audio;
    }
}
