package io.callfuse.engine.simulation;

import io.callfuse.engine.Engine;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.simulation.CallPlan.End;
import io.callfuse.engine.simulation.CallPlan.TapFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * An Asterisk of callers, taps and a dialplan, which keeps the truth about each. What it says and does, in which order, was copied
 * from Asterisk 22; what goes wrong is drawn by a seed. Thread-safe.
 */
final class SimulatedAsterisk implements SimulatedManager.Desk, AutoCloseable {
    /** Cuts that come so soon after an event may have taken it with them. */
    private static final long LOST_WITHIN_MS = 1000;

    final SimulatedManager manager;
    final LongAdder tapsStarted = new LongAdder();
    /** Taps that the engine let go while they spoke. */
    final LongAdder brokenTaps = new LongAdder();

    private final Map<String, SimulatedChannel> live = new ConcurrentHashMap<>();
    private final Map<String, SimulatedChannel> all = new ConcurrentHashMap<>();
    private final Random chance;
    private final ExecutorService taps = Executors.newCachedThreadPool(daemons("simulated-tap"));
    private final ScheduledExecutorService dialplan =
            Executors.newSingleThreadScheduledExecutor(daemons("simulated-dialplan"));
    private volatile Engine engine;

    SimulatedAsterisk(long seed) throws IOException {
        chance = new Random(~seed);
        manager = new SimulatedManager(seed, this);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Says which engine it brings its callers to; from now on things go wrong. */
    void serve(Engine started) {
        engine = started;
        manager.misbehaves = true;
    }

    InetSocketAddress agi() {
        return engine.agiAddress();
    }

    SimulatedChannel arrive(CallPlan plan) {
        SimulatedChannel channel = new SimulatedChannel(plan);
        all.put(channel.uniqueId, channel);
        live.put(channel.uniqueId, channel);
        return channel;
    }

    /** The caller leaves. His taps notice at once, the manager interface tells a little later. */
    void hangUp(SimulatedChannel channel) {
        live.remove(channel.uniqueId);
        if (channel.leave()) {
            int afterMs = chance.nextInt(10) == 0 ? chance.nextInt(1000) : chance.nextInt(50);
            later(
                    afterMs,
                    () -> manager.event(
                            "Event: Hangup",
                            "Privilege: call,all",
                            "Channel: " + channel.name,
                            "Uniqueid: " + channel.uniqueId,
                            "Linkedid: " + channel.uniqueId,
                            "Cause: 16",
                            "Cause-txt: Normal Clearing"));
        }
    }

    /** The dialplan starts a tap by itself and tells so, in either order. */
    void tapByDialplan(SimulatedChannel channel) {
        CallId id = CallId.random();
        channel.id = Optional.of(id);
        later(chance.nextInt(20), () -> tellWatch(channel, id));
        if (channel.plan.twice()) {
            later(chance.nextInt(200), () -> tellWatch(channel, id));
        }
        startTap(channel, id.uuid(), () -> {}, () -> {});
    }

    private void tellWatch(SimulatedChannel channel, CallId id) {
        long cutsBefore = manager.cuts();
        channel.eventsLost |= !manager.isHeard();
        manager.event(
                "Event: UserEvent",
                "Privilege: user,all",
                "Channel: " + channel.name,
                "CallerIDNum: 5550100",
                "Uniqueid: " + channel.uniqueId,
                "Linkedid: " + channel.uniqueId,
                "UserEvent: CallfuseWatch",
                "CallfuseId: " + id);
        later(LOST_WITHIN_MS, () -> channel.eventsLost |= manager.cuts() != cutsBefore);
    }

    private void later(long ms, Runnable what) {
        dialplan.schedule(what, ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public String perform(String name, Map<String, String> action) {
        return switch (name) {
            case "status" -> status(action.get("channel"));
            case "getvar" -> "Response: Success\r\nVariable: " + action.get("variable") + "\r\nValue: " + value(action);
            case "setvar" ->
                live.containsKey(action.get("channel"))
                        ? "Response: Success\r\nMessage: Variable Set"
                        : "Response: Error\r\nMessage: No such channel";
            case "redirect" -> redirect(action);
            case "originate" -> originate(action);
            default -> "Response: Success\r\nMessage: done";
        };
    }

    private String status(String wanted) {
        if (wanted != null && !live.containsKey(wanted)) {
            return "Response: Error\r\nMessage: No such channel";
        }
        StringBuilder text =
                new StringBuilder("Response: Success\r\nEventList: start\r\nMessage: Channel status will follow");
        live.values().stream()
                .filter(channel -> wanted == null || channel.uniqueId.equals(wanted))
                .forEach(channel -> text.append("\r\nACTIONID\r\n\r\n").append(channel.shown()));
        return text.append("\r\nACTIONID\r\n\r\nEvent: StatusComplete\r\nEventList: Complete\r\nListItems: 1")
                .toString();
    }

    /** The dialplan is edited all the time. */
    private String value(Map<String, String> action) {
        return action.get("variable").startsWith("DIALPLAN_EXISTS(") && chance.nextInt(30) > 0 ? "1" : "0";
    }

    private String redirect(Map<String, String> action) {
        SimulatedChannel caller = live.get(action.get("channel"));
        if (caller != null && caller.plan.end() == End.BEFORE_HE_IS_MOVED) {
            hangUp(caller);
            caller = null;
        }
        if (caller == null) {
            return "Response: Error\r\nMessage: Channel does not exist";
        }
        if (caller.plan.targetRefused() && action.get("exten").equals("soothing")) {
            return "Response: Error\r\nMessage: Redirect failed";
        }
        caller.move(action.get("context"), action.get("exten"), Integer.parseInt(action.get("priority")));
        goOnAtTarget(caller);
        return "Response: Success\r\nMessage: Redirect successful";
    }

    private void goOnAtTarget(SimulatedChannel caller) {
        later(chance.nextInt(40), caller::nextPriority);
        if (chance.nextInt(10) == 0) {
            later(chance.nextInt(80), () -> caller.goTo("agents", "s", 1));
        }
        if (caller.plan.end() == End.WHILE_HE_IS_MOVED) {
            later(chance.nextInt(20), () -> hangUp(caller));
        }
    }

    /** {@code AudioSocket/HOST:PORT/UUID/c(slin)} that runs {@code ChanSpy(UNIQUEID,...)}. */
    private String originate(Map<String, String> action) {
        UUID uuid = UUID.fromString(action.get("channel").split("/")[2]);
        SimulatedChannel spied = all.get(action.get("data").split(",")[0]);
        if (spied == null) {
            throw new AssertionError("a tap of a channel that never was: " + action);
        }
        startTap(spied, uuid, () -> tellTap(action, "Success"), () -> tellTap(action, "Failure"));
        return "Response: Success\r\nMessage: Originate successfully queued";
    }

    private void tellTap(Map<String, String> action, String response) {
        later(
                chance.nextInt(30),
                () -> manager.event(
                        "Event: OriginateResponse",
                        "Privilege: call,all",
                        "ActionID: " + action.get("actionid"),
                        "Response: " + response,
                        "Channel: AudioSocket/127.0.0.1-x",
                        "Reason: 4",
                        "Uniqueid: 1800000000.1"));
    }

    private void startTap(SimulatedChannel spied, UUID uuid, Runnable stands, Runnable fails) {
        TapFault fault = spied.tapsTried.getAndIncrement() == 0 ? spied.plan.tap() : TapFault.NONE;
        if (fault == TapFault.REFUSED) {
            later(chance.nextInt(20), fails);
            return;
        }
        connect(spied, uuid, fault, stands);
    }

    private void connect(SimulatedChannel spied, UUID uuid, TapFault fault, Runnable stands) {
        tapsStarted.increment();
        spied.taps.incrementAndGet();
        Runnable another = () -> connect(spied, uuid, TapFault.NONE, () -> {});
        SimulatedTap tap = new SimulatedTap(spied, uuid, fault, () -> heardMs(spied), another);
        taps.execute(() -> {
            try {
                tap.run(engine.audioSocketAddress(), stands);
            } catch (IOException letGoByTheEngine) {
                brokenTaps.increment();
            } finally {
                spied.taps.decrementAndGet();
            }
        });
    }

    private long heardMs(SimulatedChannel caller) {
        return caller.id.map(engine::progressOf).orElse(0L);
    }

    /** How many callers are on the line. */
    int callers() {
        return live.size();
    }

    @Override
    public void close() throws IOException {
        manager.close();
        dialplan.shutdownNow();
        taps.shutdownNow();
    }
}
