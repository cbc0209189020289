package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Call control over ARI: one WebSocket for events, a few connections for requests, all on the thread {@code ari-0}. It taps any
 * channel, and moves and marks the callers who are in its application; the others cannot be moved by ARI.
 */
public final class AriCallControl implements CallControl {
    private static final Logger LOG = LoggerFactory.getLogger(AriCallControl.class);
    private static final String STOPPING = "the engine is stopping";
    private static final long STOP_WITHIN_S = 5;

    private final MultiThreadIoEventLoopGroup group;
    private final AriTransport transport;
    private final AriHttp http;
    private final AriTaps taps;
    private final AriCallers callers;
    private final AriInventory inventory;
    private final AriDispatch dispatch;
    private final AriOrders orders;
    private final AriLink link;
    private final CallEvents events;
    private final AtomicLong failedMarks = new AtomicLong();
    private boolean sweepIsDue;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * Prepares the connection; {@link #start()} opens it.
     *
     * @param desk takes the callers who come into the application under watch
     * @param tags told what the dialplan said of such a caller
     * @throws AriUnreachableException if the trusted certificates cannot be read
     */
    public AriCallControl(
            AriSettings settings, CallDesk desk, CallEvents events, BiConsumer<CallId, Map<String, String>> tags)
            throws AriUnreachableException {
        this.events = events;
        group = AriLoop.open();
        transport = transport(group, settings.login(), settings.times());
        http = new AriHttp(transport, settings.connections(), settings.queuedOrders());
        taps = new AriTaps(transport, http, settings.audio(), events);
        callers = new AriCallers(transport, http, desk, tags);
        inventory = new AriInventory(http, taps, callers, events);
        dispatch = new AriDispatch(settings.login().app(), taps, callers, events, settings.tellsKeys());
        orders = new AriOrders(transport, settings.queuedOrders());
        AriGreeting greeting =
                new AriGreeting(http, settings.login(), settings.audio().modules());
        link = new AriLink(transport, greeting, new Follower());
        taps.onDoubt(this::sweepLater);
    }

    private static AriTransport transport(MultiThreadIoEventLoopGroup group, AriLogin login, AriTimes times)
            throws AriUnreachableException {
        try {
            return new AriTransport(group.next(), login, times);
        } catch (AriUnreachableException unreadable) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw unreadable;
        }
    }

    /** Begins to connect, and keeps trying; returns at once. */
    public void start() {
        transport.loop().execute(link::connect);
    }

    /** Whether the application is served. Any thread. */
    public boolean isConnected() {
        return link.isUp();
    }

    /** How many variables and events could not be delivered. Any thread. */
    public long failedMarks() {
        return failedMarks.get();
    }

    /** Whether the channel is in the application and may be moved from here. Any thread. */
    public boolean holds(CallChannel channel) {
        return callers.find(channel.uniqueId()).isPresent();
    }

    @Override
    public CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id) {
        CompletableFuture<TapOutcome> outcome = new CompletableFuture<>();
        callers.find(channel.uniqueId()).ifPresent(caller -> caller.tappedBy(outcome));
        whenUp(() -> taps.start(channel, id, outcome), why -> outcome.complete(new TapOutcome.Failed(why)));
        return outcome;
    }

    @Override
    public CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        CompletableFuture<TapOutcome> outcome = new CompletableFuture<>();
        whenUp(() -> taps.startOfAgent(agent, id, outcome), why -> outcome.complete(new TapOutcome.Failed(why)));
        return outcome;
    }

    /** Moves a caller who is in the application. The caller of this method sees to it that an order is given once. */
    @Override
    public CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order) {
        return moveHeld(order)
                .thenApply(outcome ->
                        outcome.orElseGet(() -> new SwitchOutcome.LeftInPlace("the caller is not in the application")));
    }

    /** The same; empty where the caller is not, or no longer, in the application: then nothing was done. */
    public CompletionStage<Optional<SwitchOutcome>> moveHeld(SwitchOrder order) {
        CompletableFuture<Optional<SwitchOutcome>> outcome = new CompletableFuture<>();
        whenUp(
                () -> callers.find(order.channel().uniqueId())
                        .ifPresentOrElse(
                                caller -> new AriSwitch(callers, caller, order, outcome).begin(),
                                () -> outcome.complete(Optional.empty())),
                why -> outcome.complete(Optional.of(new SwitchOutcome.LeftInPlace(why))));
        return outcome;
    }

    /** Sets variables of a caller who is in the application; ARI refuses it of any other. */
    @Override
    public void publish(CallChannel channel, Map<String, String> variables) {
        execute(
                () -> callers.setVariables(channel, variables)
                        .thenAccept(fault -> fault.ifPresent(why -> markFailed())),
                why -> markFailed());
    }

    /** Tells all who listen on ARI to the same application. */
    @Override
    public void userEvent(String name, Map<String, String> headers) {
        AriRequest request = AriRequest.post("/events/user/%s", name)
                .with("application", transport.login().app())
                .body(JsonMapper.shared().writeValueAsString(Map.of("variables", headers)));
        execute(
                () -> http.ask(request).whenComplete((answer, lost) -> {
                    if (lost != null || !answer.ok()) {
                        markFailed();
                    }
                }),
                why -> markFailed());
    }

    private void markFailed() {
        failedMarks.incrementAndGet();
    }

    private void whenUp(Runnable work, Consumer<String> giveUp) {
        execute(
                () -> {
                    if (link.isUp()) {
                        work.run();
                    } else {
                        orders.await(work, giveUp);
                    }
                },
                giveUp);
    }

    private void execute(Runnable work, Consumer<String> giveUp) {
        if (stopping.get()) {
            giveUp.accept(STOPPING);
        } else {
            transport.loop().execute(work);
        }
    }

    private void sweepLater() {
        if (!sweepIsDue) {
            sweepIsDue = true;
            long waitNs = transport.times().responseTimeout().multipliedBy(2).toNanos();
            transport.loop().schedule(this::sweep, waitNs, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        sweepIsDue = false;
        inventory.sweep().whenComplete((removed, fault) -> {
            if (fault != null && link.isUp()) {
                sweepLater();
            } else if (fault == null && removed > 0) {
                LOG.warn(
                        "{}: {} parts of taps had been left behind and were removed",
                        transport.login().peer(),
                        removed);
            }
        });
    }

    /** How many taps, callers in the application and connections there are, for tests and figures; on the loop's thread. */
    CompletableFuture<String> state() {
        CompletableFuture<String> state = new CompletableFuture<>();
        transport
                .loop()
                .execute(() -> state.complete(
                        taps.size() + " taps, " + callers.size() + " callers, " + http.connections() + " connections"));
        return state;
    }

    /** Removes all taps, gives up what waits, and leaves; the calls themselves go on. */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        CountDownLatch removed = new CountDownLatch(1);
        transport.loop().execute(() -> {
            orders.giveUpAll(STOPPING);
            callers.releaseAll();
            taps.removeAll(removed::countDown);
        });
        try {
            if (!removed.await(STOP_WITHIN_S, TimeUnit.SECONDS)) {
                LOG.warn(
                        "{}: taps are left behind; the next engine will remove them",
                        transport.login().peer());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        transport.loop().execute(() -> {
            link.close();
            http.close();
        });
        group.shutdownGracefully(0, STOP_WITHIN_S, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_WITHIN_S, TimeUnit.SECONDS);
    }

    private final class Follower implements AriLink.Follower {
        @Override
        public CompletableFuture<String> readAnew(Duration missedFor) {
            return inventory.readAnew(missedFor).whenComplete((found, fault) -> {
                if (fault != null) {
                    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
                    LOG.warn(
                            "{}: what Asterisk has could not be read: {}",
                            transport.login().peer(),
                            cause.getMessage());
                }
            });
        }

        @Override
        public void up() {
            orders.release();
        }

        @Override
        public void lost() {
            taps.failUnopened("the connection to Asterisk was lost");
            events.connectionLost();
        }

        @Override
        public void event(JsonNode event) {
            dispatch.event(event);
        }
    }
}
