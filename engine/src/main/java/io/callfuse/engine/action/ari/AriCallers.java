package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The callers who are in the application. For the loop's thread alone, but for {@link #find}. */
final class AriCallers {
    private static final Logger LOG = LoggerFactory.getLogger(AriCallers.class);
    private static final String UP = "Up";
    private static final String STASIS = "Stasis";

    private final AriTransport transport;
    private final AriHttp http;
    private final CallDesk desk;
    private final BiConsumer<CallId, Map<String, String>> tags;
    private final Map<String, AriCaller> held = new ConcurrentHashMap<>();
    private final Map<String, Runnable> leaveListeners = new ConcurrentHashMap<>();

    AriCallers(AriTransport transport, AriHttp http, CallDesk desk, BiConsumer<CallId, Map<String, String>> tags) {
        this.transport = transport;
        this.http = http;
        this.desk = desk;
        this.tags = tags;
    }

    /** A caller has come in. */
    void entered(JsonNode channel, List<String> arguments) {
        CallChannel caller = AriChannels.of(channel);
        AriCaller came = new AriCaller(
                this,
                caller,
                CallerArguments.parse(caller, arguments),
                channel.path("state").asString(UP).equals(UP));
        held.put(caller.uniqueId(), came);
        came.begin();
    }

    /** A caller has left, or has hung up. */
    void left(String uniqueId) {
        held.remove(uniqueId);
        Runnable listener = leaveListeners.remove(uniqueId);
        if (listener != null) {
            listener.run();
        }
    }

    /**
     * Compares with what Asterisk has after a time without events; those of a former run are taken over.
     *
     * @param readNs when Asterisk was asked, on the clock of {@link System#nanoTime()}: who came later is not in the list
     * @return how many have left in that time
     */
    int compare(Map<String, JsonNode> present, AriTaps taps, long readNs) {
        int before = held.size();
        for (AriCaller caller : List.copyOf(held.values())) {
            String uniqueId = caller.channel().uniqueId();
            if (caller.sinceNs() - readNs < 0 && !isInApplication(present.get(uniqueId))) {
                left(uniqueId);
            }
        }
        int gone = before - held.size();
        present.forEach((uniqueId, channel) -> {
            if (isInApplication(channel) && !held.containsKey(uniqueId) && !taps.isPart(uniqueId)) {
                LOG.info("{} is in the application since before this connection: taken over", AriChannels.of(channel));
                List<String> words = AriChannels.applicationData(channel);
                entered(channel, words.subList(1, words.size()));
            }
        });
        return gone;
    }

    private boolean isInApplication(JsonNode channel) {
        return channel != null
                && AriChannels.application(channel).equals(STASIS)
                && AriChannels.applicationData(channel)
                        .get(0)
                        .equals(transport.login().app());
    }

    /** Any thread: the caller with this id who is in the application, if he is not on his way out. */
    Optional<AriCaller> find(String uniqueId) {
        return Optional.ofNullable(held.get(uniqueId)).filter(caller -> !caller.isLeaving());
    }

    /** This caller turned out to have left. */
    void left(AriCaller caller) {
        if (isHeld(caller)) {
            left(caller.channel().uniqueId());
        }
    }

    boolean isHeld(AriCaller caller) {
        return held.get(caller.channel().uniqueId()) == caller;
    }

    /** Runs once when the caller leaves; at once if he has. */
    void onLeave(AriCaller caller, Runnable listener) {
        if (isHeld(caller)) {
            leaveListeners.put(caller.channel().uniqueId(), listener);
        } else {
            listener.run();
        }
    }

    /** Lets all go on in the dialplan, for the end. */
    void releaseAll() {
        held.values().forEach(AriCaller::letGo);
    }

    /** How many there are. */
    int size() {
        return held.size();
    }

    /** Reads a variable; empty where there is none. */
    CompletableFuture<Optional<String>> variable(String uniqueId, String name) {
        return http.ask(AriRequest.get("/channels/%s/variable", uniqueId).with("variable", name))
                .handle((answer, lost) -> lost == null && answer.ok()
                        ? Optional.of(answer.body().path("value").asString("")).filter(value -> !value.isEmpty())
                        : Optional.empty());
    }

    /** Sets variables, all at once; what fails is told in the result: the last fault, or empty. */
    CompletableFuture<Optional<String>> setVariables(CallChannel channel, Map<String, String> variables) {
        return setVariables(channel, variables, http::ask);
    }

    /** The same ahead of all that waits: a caller is to be moved. */
    CompletableFuture<Optional<String>> setVariablesFirst(CallChannel channel, Map<String, String> variables) {
        return setVariables(channel, variables, http::askFirst);
    }

    private static CompletableFuture<Optional<String>> setVariables(
            CallChannel channel,
            Map<String, String> variables,
            Function<AriRequest, CompletableFuture<AriAnswer>> ask) {
        CompletableFuture<Optional<String>> faults = CompletableFuture.completedFuture(Optional.empty());
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            AriRequest request = AriRequest.post("/channels/%s/variable", channel.uniqueId())
                    .with("variable", variable.getKey())
                    .with("value", variable.getValue());
            CompletableFuture<Optional<String>> set = ask.apply(request)
                    .handle((answer, lost) -> lost != null
                            ? Optional.of(lost.getMessage())
                            : answer.ok() ? Optional.empty() : Optional.of(answer.message()));
            faults = faults.thenCombine(set, (before, now) -> now.isPresent() ? now : before);
        }
        return faults;
    }

    void couldNotRelease(AriCaller caller, String why) {
        LOG.error("{} could not be sent on in the dialplan: {}", caller, why);
    }

    void after(Duration delay, Runnable task) {
        transport.loop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void execute(Runnable task) {
        transport.loop().execute(task);
    }

    AriHttp http() {
        return http;
    }

    AriTimes times() {
        return transport.times();
    }

    CallDesk desk() {
        return desk;
    }

    BiConsumer<CallId, Map<String, String>> tags() {
        return tags;
    }
}
