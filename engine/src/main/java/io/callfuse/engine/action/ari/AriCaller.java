package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller in the application: he is asked for under watch, waits until he is heard, for {@link AriTimes#releaseAfter()} at
 * most, and goes on in the dialplan, or stays with music until his time is over or he is moved. For the loop's thread alone,
 * but for {@link #tappedBy} and {@link #isLeaving}.
 */
final class AriCaller {
    private static final Logger LOG = LoggerFactory.getLogger(AriCaller.class);
    private static final int TRIES = 5;
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    private final AriCallers owner;
    private final CallerArguments arguments;
    private final boolean answered;
    private final long sinceNs = System.nanoTime();
    private CallChannel channel;
    private volatile String ofCall = "";
    private volatile Optional<CompletionStage<TapOutcome>> tap = Optional.empty();
    private boolean settled;
    private volatile boolean leaving;
    private boolean due;

    AriCaller(AriCallers owner, CallChannel channel, CallerArguments arguments, boolean answered) {
        this.owner = owner;
        this.channel = channel;
        this.arguments = arguments;
        this.answered = answered;
    }

    CallChannel channel() {
        return channel;
    }

    /** His channel, and the call it is once that is known. */
    @Override
    public String toString() {
        return ofCall + channel;
    }

    /** When he came in, on the clock of {@link System#nanoTime()}. */
    long sinceNs() {
        return sinceNs;
    }

    /** Asks Asterisk for what the event did not tell, then has the caller watched. */
    void begin() {
        // Nothing is heard of a call that was not answered.
        CompletableFuture<?> ready = answered
                ? CompletableFuture.completedFuture(null)
                : owner.http()
                        .ask(AriRequest.post("/channels/%s/answer", channel.uniqueId()))
                        .exceptionally(lost -> null);
        ready.thenCompose(done -> owner.variable(channel.uniqueId(), "CHANNEL(linkedid)"))
                .thenCombine(owner.variable(channel.uniqueId(), "CALLFUSE_ID"), (linked, id) -> {
                    channel = new CallChannel(
                            channel.name(), channel.uniqueId(), linked.orElse(""), channel.callerNumber());
                    watch(id);
                    return null;
                })
                .exceptionally(fault -> {
                    LOG.error("{} could not be watched and goes on", this, fault);
                    settle();
                    return null;
                });
    }

    private void watch(Optional<String> id) {
        if (!owner.isHeld(this)) {
            return;
        }
        WatchAnswer answer = owner.desk().watch(channel, id.flatMap(AriCaller::parse));
        ofCall = "call " + answer.id() + ": ";
        if (!arguments.tags().isEmpty()) {
            owner.tags().accept(answer.id(), arguments.tags());
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put("CALLFUSE_ID", answer.id().toString());
        variables.put("CALLFUSE_STATE", answer.state());
        owner.setVariables(channel, variables).thenRun(() -> await(tap));
    }

    private static Optional<CallId> parse(String text) {
        try {
            return Optional.of(CallId.parse(text.strip()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Any thread: somebody has asked for a tap of this caller. */
    void tappedBy(CompletionStage<TapOutcome> asked) {
        tap = Optional.of(asked);
    }

    private void await(Optional<CompletionStage<TapOutcome>> asked) {
        if (asked.isEmpty()) {
            settle();
            return;
        }
        owner.after(owner.times().releaseAfter(), this::settle);
        asked.get().thenRun(() -> owner.execute(this::settle));
    }

    private void settle() {
        if (settled || !owner.isHeld(this)) {
            return;
        }
        settled = true;
        if (arguments.stay().isEmpty()) {
            release(1);
            return;
        }
        if (!leaving) {
            AriRequest music = AriRequest.post("/channels/%s/moh", channel.uniqueId());
            owner.http().ask(arguments.music().isEmpty() ? music : music.with("mohClass", arguments.music()));
        }
        owner.after(arguments.stay().get(), () -> release(1));
    }

    /** Lets the caller go on with the next step of the dialplan, unless he is being moved. */
    private void release(int attempt) {
        if (!owner.isHeld(this)) {
            return;
        }
        if (leaving && attempt == 1) {
            due = true;
            return;
        }
        leaving = true;
        owner.http()
                .askFirst(AriRequest.post("/channels/%s/continue", channel.uniqueId()))
                .whenComplete((answer, lost) -> {
                    boolean gone = lost == null
                            && (answer.ok() || answer.isNotFound() || answer.status() == AriAnswer.CONFLICT);
                    if (gone) {
                        if (!answer.ok()) {
                            // He was out before, and the event that said so was missed.
                            owner.left(this);
                        }
                        return;
                    }
                    if (attempt < TRIES) {
                        owner.after(TRY_AGAIN, () -> release(attempt + 1));
                    } else {
                        owner.couldNotRelease(this, lost == null ? answer.message() : lost.getMessage());
                    }
                });
    }

    /** Whatever he waits for: he goes on. */
    void letGo() {
        settled = true;
        release(1);
    }

    /** Whether somebody may move him now; from then on nobody else does, and he is not sent on. */
    boolean claim() {
        boolean free = !leaving;
        leaving = true;
        return free;
    }

    /** The one who has claimed him leaves him where he is; if it was time to go on meanwhile, he does. */
    void unclaim() {
        leaving = false;
        if (due) {
            release(1);
        }
    }

    /** Any thread: whether he is on his way out. */
    boolean isLeaving() {
        return leaving;
    }
}
