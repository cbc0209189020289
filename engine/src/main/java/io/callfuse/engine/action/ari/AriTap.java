package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.TapBreaker;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One tap: a snoop channel that hears what the caller says, a media channel that brings it to the engine, and a bridge of the
 * two. It is opened in one go, joined when Asterisk has answered for all three and told that both channels are in the
 * application, and removed in a fixed order as soon as one of them, or the call, is gone. For the loop's thread alone.
 */
final class AriTap {
    private static final int PARTS = 3;
    private static final int TRIES = 5;
    private static final long TRY_AGAIN_MS = 200;
    private static final long JOIN_AGAIN_MS = 20;

    private enum Phase {
        OPENING,
        JOINING,
        OPEN,
        REMOVING
    }

    private final AriTaps owner;
    private final CallChannel caller;
    private final CallId id;
    private final CompletableFuture<TapOutcome> outcome;
    private final TapBreaker breaker;
    private final TapNames names;
    private final Set<String> created = new HashSet<>();
    private final Set<String> entered = new HashSet<>();
    private final long beganNs = System.nanoTime();
    private Phase phase = Phase.OPENING;
    private Future<?> alarm;
    private boolean doubtful;
    private boolean audioTaken;
    private boolean audioStands;

    AriTap(AriTaps owner, CallChannel caller, CallId id, CompletableFuture<TapOutcome> outcome, TapBreaker breaker) {
        this.breaker = breaker;
        this.owner = owner;
        this.caller = caller;
        this.id = id;
        this.outcome = outcome;
        names = TapNames.fresh(owner.app());
    }

    TapNames names() {
        return names;
    }

    CallChannel caller() {
        return caller;
    }

    void begin() {
        alarm = owner.after(
                owner.times().tapWithin(),
                () -> fail("Asterisk did not bring both channels of the tap into the application within "
                        + owner.times().tapWithin().toMillis() + " ms"));
        owner.subscribe(caller);
        create(
                names.bridge(),
                AriRequest.post("/bridges/%s", names.bridge())
                        .with("type", "mixing")
                        .with("name", names.bridge()));
        create(
                names.snoop(),
                AriRequest.post("/channels/%s/snoop/%s", owner.nameOf(caller), names.snoop())
                        .with("spy", "in")
                        .with("whisper", "none")
                        .with("app", owner.app()));
        openMedia();
    }

    private void openMedia() {
        try {
            audioTaken = true;
            create(names.media(), media());
        } catch (IOException none) {
            fail(none.getMessage());
        }
    }

    private AriRequest media() throws IOException {
        AriRequest request = AriRequest.post("/channels/externalMedia")
                .with("app", owner.app())
                .with("channelId", names.media())
                .with("direction", "both");
        for (Map.Entry<String, String> parameter : owner.audio().parameters(id).entrySet()) {
            request = request.with(parameter.getKey(), parameter.getValue());
        }
        return request.body("{\"variables\":{\"CDR_PROP(disable)\":\"1\"}}");
    }

    private void create(String part, AriRequest request) {
        owner.http().ask(request).whenComplete((answer, lost) -> {
            if (lost != null) {
                // It may be made yet, after its removal was asked for.
                doubtful = true;
                fail(lost.getMessage());
            } else if (answer.ok()) {
                created(part, answer);
            } else {
                refused(part, answer);
            }
        });
    }

    private void created(String part, AriAnswer answer) {
        created.add(part);
        if (phase == Phase.REMOVING) {
            owner.discard(part);
        } else if (part.equals(names.media())) {
            mediaCreated(answer);
        }
        advance();
    }

    private void mediaCreated(AriAnswer answer) {
        Map<String, String> variables = new HashMap<>();
        answer.body()
                .path("channelvars")
                .properties()
                .forEach(named -> variables.put(named.getKey(), named.getValue().asString("")));
        owner.audio()
                .opened(id, variables, () -> owner.execute(this::gone))
                .whenComplete((stands, fault) -> owner.execute(() -> audioOpened(fault)));
    }

    private void audioOpened(Throwable fault) {
        if (fault == null) {
            audioStands = true;
            advance();
        } else {
            failUnconnected(
                    fault instanceof CompletionException ? fault.getCause().getMessage() : fault.getMessage());
        }
    }

    private void refused(String part, AriAnswer answer) {
        if (part.equals(names.snoop()) && answer.isNotFound()) {
            fail("the call has ended");
            owner.callEnded(caller);
        } else if (part.equals(names.media())) {
            failUnconnected(answer.message());
        } else {
            fail("Asterisk refused the tap: " + answer.message());
        }
    }

    /** A channel of this tap is in the application. */
    void entered(String channel) {
        entered.add(channel);
        advance();
    }

    private void advance() {
        boolean bothIn = entered.contains(names.snoop()) && entered.contains(names.media());
        if (phase == Phase.OPENING && bothIn && audioStands && created.size() == PARTS) {
            phase = Phase.JOINING;
            // A call record of its own would be a call that nobody made.
            owner.http()
                    .ask(AriRequest.post("/channels/%s/variable", names.snoop())
                            .with("variable", "CDR_PROP(disable)")
                            .with("value", "1"));
            join(1);
        }
    }

    private void join(int attempt) {
        AriRequest request = AriRequest.post("/bridges/%s/addChannel", names.bridge())
                .with("channel", names.snoop() + "," + names.media());
        owner.http().ask(request).whenComplete((answer, lost) -> {
            if (phase != Phase.JOINING) {
                return;
            }
            if (lost != null) {
                fail(lost.getMessage());
            } else if (answer.ok()) {
                joined();
            } else if (answer.status() == AriAnswer.UNPROCESSABLE && attempt < TRIES) {
                owner.after(Duration.ofMillis(JOIN_AGAIN_MS), () -> join(attempt + 1));
            } else {
                fail("Asterisk did not join the tap: " + answer.message());
            }
        });
    }

    private void joined() {
        phase = Phase.OPEN;
        alarm.cancel(false);
        Duration after = Duration.ofNanos(System.nanoTime() - beganNs);
        breaker.connected(after);
        outcome.complete(new TapOutcome.Started(names.media(), after));
    }

    /** A part of this tap, or the caller, is gone. */
    void gone() {
        fail("the call or the stream ended while the tap was set up");
        remove();
    }

    private void failUnconnected(String why) {
        if (phase == Phase.OPENING) {
            breaker.unconnected();
            end("Asterisk could not connect the tap to " + owner.audio().address() + ": " + why);
        }
    }

    /** Gives up a tap that is not open yet. */
    void fail(String why) {
        if (phase == Phase.OPENING || phase == Phase.JOINING) {
            breaker.undecided();
            end(why);
        }
    }

    private void end(String why) {
        outcome.complete(new TapOutcome.Failed(why));
        remove();
    }

    /** Removes all parts, present or not. */
    void remove() {
        if (phase == Phase.REMOVING) {
            return;
        }
        phase = Phase.REMOVING;
        alarm.cancel(false);
        if (audioTaken) {
            owner.audio().closed(id);
        }
        remove(List.of(names.media(), names.snoop(), names.bridge()).iterator());
    }

    private void remove(Iterator<String> parts) {
        if (parts.hasNext()) {
            remove(parts.next(), 1, parts);
        } else {
            owner.removed(this, doubtful);
        }
    }

    private void remove(String part, int attempt, Iterator<String> others) {
        owner.http().ask(TapNames.removal(part)).whenComplete((answer, lost) -> {
            if (lost == null && (answer.ok() || answer.isNotFound())) {
                remove(others);
            } else if (attempt < TRIES) {
                owner.after(Duration.ofMillis(TRY_AGAIN_MS), () -> remove(part, attempt + 1, others));
            } else {
                doubtful = true;
                remove(others);
            }
        });
    }

    /** Whether the tap stands or is being set up. */
    boolean isWanted() {
        return phase != Phase.REMOVING;
    }

    /** How long it has been there. */
    long ageMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
    }
}
