package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.SwitchLedger;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.QueueStatuses;
import io.callfuse.engine.queue.Mailbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call control over one AMI connection. Orders of all threads go through a bounded mailbox to the thread {@code action-0},
 * which alone talks to Asterisk, one action at a time; while there is no connection they wait there until their deadlines.
 */
public final class AmiCallControl implements CallControl {
    private static final Logger log = LoggerFactory.getLogger(AmiCallControl.class);
    private static final String TOO_MANY = "too many orders waiting for Asterisk";
    private static final String STOPPING = "the engine is stopping";
    private static final int SWITCHES_REMEMBERED = 10_000;
    private static final int ORDERS_A_TURN = 64;
    private static final long IDLE_AT_MOST_NS = Duration.ofMillis(100).toNanos();
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final AmiTimes times;
    private final int queuedOrders;
    private final Mailbox<AmiOrder> mailbox;
    private final Deque<AmiOrder> waiting = new ArrayDeque<>();
    private final SwitchLedger ledger = new SwitchLedger(SWITCHES_REMEMBERED);
    private final TapOriginations taps;
    private final TapOriginations agentTaps;
    private final AmiEventRelay relay;
    private final AmiLink link;
    private final Thread thread;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final AtomicLong failedMarks = new AtomicLong();

    /** Prepares the connection; {@link #start()} opens it. */
    public AmiCallControl(AmiSettings settings, CallEvents events) {
        times = settings.times();
        queuedOrders = settings.queuedOrders();
        mailbox = new Mailbox<>(queuedOrders);
        taps = new TapOriginations(settings.tapAddress(), settings.tapAnswerTimeout(), times.tapPause());
        agentTaps = TapOriginations.ofAgents(settings.tapAddress(), settings.tapAnswerTimeout(), times.tapPause());
        relay = new AmiEventRelay(events, taps, agentTaps);
        link = new AmiLink(settings, events, relay, this::wake);
        thread = new Thread(this::work, "action-0");
        thread.setDaemon(true);
    }

    /** Answers dialplans that ask by asynchronous AGI; said before {@link #start()}. */
    public void answer(AsyncAgi agi) {
        relay.asked(event -> leave(agi.order(event)));
        link.hearAgi();
    }

    /** Begins to connect, and keeps trying; returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Logs in once and leaves.
     *
     * @throws AmiUnreachableException with one line that says why not and what to check
     */
    public static void probe(AmiLogin login, AmiTimes times) throws AmiUnreachableException {
        AmiSession.open(login, times, event -> {}, () -> {}).close();
    }

    /** Whether Asterisk is connected. Any thread. */
    public boolean isConnected() {
        return link.isUp();
    }

    /** Has the log say which of these routes Asterisk does not have, once there is a connection. Any thread. */
    public void lookFor(Collection<Route> routes) {
        leave(new RoutesOrder(List.copyOf(routes), deadlineNs(times.switchDeadline())));
    }

    /** How many variables and events could not be delivered. Any thread. */
    public long failedMarks() {
        return failedMarks.get();
    }

    @Override
    public CompletionStage<TapOutcome> startTap(CallChannel channel, CallId id) {
        CompletableFuture<TapOutcome> outcome = new CompletableFuture<>();
        leave(new TapOrder(taps, channel, id, outcome, deadlineNs(times.orderDeadline())));
        return outcome;
    }

    @Override
    public CompletionStage<TapOutcome> startAgentTap(CallChannel agent, CallId id) {
        CompletableFuture<TapOutcome> outcome = new CompletableFuture<>();
        leave(new TapOrder(agentTaps, agent, id, outcome, deadlineNs(times.orderDeadline())));
        return outcome;
    }

    @Override
    public CompletionStage<PeerLook> talkingTo(CallChannel caller) {
        CompletableFuture<PeerLook> outcome = new CompletableFuture<>();
        leave(new PeerOrder(caller, outcome, deadlineNs(times.orderDeadline())));
        return outcome;
    }

    @Override
    public CompletionStage<WhisperOutcome> whisper(CallChannel caller, CallId call, String sounds) {
        CompletableFuture<WhisperOutcome> outcome = new CompletableFuture<>();
        leave(new WhisperOrder(caller, call, sounds, outcome, deadlineNs(times.orderDeadline())));
        return outcome;
    }

    @Override
    public CompletionStage<OptionalLong> packetsReceived(CallChannel caller) {
        CompletableFuture<OptionalLong> packets = new CompletableFuture<>();
        leave(new PacketsOrder(caller, packets, deadlineNs(times.orderDeadline())));
        return packets;
    }

    @Override
    public CompletionStage<QueueStatuses> queues(Set<String> queues) {
        CompletableFuture<QueueStatuses> outcome = new CompletableFuture<>();
        leave(new QueuesOrder(Set.copyOf(queues), outcome, deadlineNs(times.orderDeadline())));
        return outcome;
    }

    @Override
    public CompletionStage<SwitchOutcome> switchCaller(SwitchOrder order) {
        CompletableFuture<SwitchOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<SwitchOutcome> earlier = ledger.enter(order.id(), outcome);
        if (earlier != null) {
            return earlier;
        }
        CallerSwitch move = new CallerSwitch(order, times.confirmWithin());
        leave(new MoveOrder(move, outcome, deadlineNs(times.switchDeadline())));
        return outcome;
    }

    @Override
    public void publish(CallChannel channel, Map<String, String> variables) {
        leave(MarkOrder.variables(channel, variables, deadlineNs(times.orderDeadline()), failedMarks));
    }

    @Override
    public void userEvent(String name, Map<String, String> headers) {
        leave(MarkOrder.userEvent(name, headers, deadlineNs(times.orderDeadline()), failedMarks));
    }

    @Override
    public void close() {
        stopping.set(true);
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long deadlineNs(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    private void leave(AmiOrder order) {
        if (stopping.get()) {
            order.giveUp(STOPPING);
        } else if (!mailbox.offer(order)) {
            order.giveUp(TOO_MANY);
        } else {
            wake();
        }
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        while (!stopping.get()) {
            try {
                link.tend();
                taps.expire(System.nanoTime());
                agentTaps.expire(System.nanoTime());
                if (takeOrders() + carryOutOrders() == 0) {
                    sleep();
                }
            } catch (RuntimeException fault) {
                log.error("call control failed and goes on", fault);
            }
        }
        link.close();
        taps.failAll(STOPPING);
        agentTaps.failAll(STOPPING);
        waiting.forEach(order -> order.giveUp(STOPPING));
        while (mailbox.drain(order -> order.giveUp(STOPPING), ORDERS_A_TURN) > 0) {
            continue;
        }
    }

    /** Takes new orders in; those whose time is over while there is no connection come to an end. */
    private int takeOrders() {
        int room = Math.min(ORDERS_A_TURN, queuedOrders - waiting.size());
        int taken = room > 0 ? mailbox.drain(waiting::addLast, room) : 0;
        if (link.session() == null) {
            long nowNs = System.nanoTime();
            for (Iterator<AmiOrder> orders = waiting.iterator(); orders.hasNext(); ) {
                AmiOrder order = orders.next();
                if (order.deadlineNs() - nowNs < 0) {
                    orders.remove();
                    order.giveUp("no connection to Asterisk");
                }
            }
        }
        return taken;
    }

    private int carryOutOrders() {
        int done = 0;
        while (link.session() != null && done < ORDERS_A_TURN && !waiting.isEmpty() && !stopping.get()) {
            carryOut(waiting.removeFirst());
            done++;
        }
        return done;
    }

    private void carryOut(AmiOrder order) {
        try {
            order.carryOut(link.session());
            link.used();
        } catch (AmiLostException lost) {
            link.drop(lost.getMessage());
            if (order.survivesLoss()) {
                waiting.addFirst(order);
            }
        } catch (RuntimeException fault) {
            log.error("an order to Asterisk failed", fault);
            order.giveUp("internal error, see the log");
        }
    }

    private void sleep() {
        long idleNs = Math.min(link.idleNs(), IDLE_AT_MOST_NS);
        asleep.set(true);
        if (idleNs > 0 && mailbox.size() == 0 && !stopping.get()) {
            LockSupport.parkNanos(this, idleNs);
        }
        asleep.set(false);
    }
}
