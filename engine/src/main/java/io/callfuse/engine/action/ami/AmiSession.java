package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.AgiAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.ModuleCheckAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.QueueSummaryAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.QueueSummaryEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.response.GetVarResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * One login to AMI: each method sends one action, or a few, and waits for the answer. Used by one thread. Channels are named by their
 * uniqueid, which survives renaming; Asterisk takes it wherever it takes a name.
 */
final class AmiSession implements AutoCloseable {
    private static final String BRIDGE_PEER = "BRIDGEPEER";
    private static final String CALL_ID = "CALLFUSE_ID";
    private static final String QUESTION_ID = "CALLFUSE_QUESTION_ID";
    /** Helpers of the shipped dialplan carry the caller's id, too. */
    private static final Set<String> HELPERS = Set.of("Local", "AudioSocket");

    private final AmiConnection connection;
    private final long responseTimeoutMs;

    private AmiSession(AmiConnection connection, Duration responseTimeout) {
        this.connection = connection;
        responseTimeoutMs = responseTimeout.toMillis();
    }

    /**
     * Connects and logs in.
     *
     * @param events hears all events, on a thread of the library
     * @param lost told once, on a thread of the library, if the connection breaks later
     * @throws AmiUnreachableException with one line that says why not and what to check
     */
    static AmiSession open(AmiLogin login, AmiTimes times, ManagerEventListener events, Runnable lost)
            throws AmiUnreachableException {
        return open(login, times, false, events, lost);
    }

    /** The same; {@code hearsAgi} where channels that wait in asynchronous AGI are to be told of, too. */
    static AmiSession open(AmiLogin login, AmiTimes times, boolean hearsAgi, ManagerEventListener events, Runnable lost)
            throws AmiUnreachableException {
        AmiConnection connection = new AmiConnection(login, times, lost);
        connection.addEventListener(events);
        try {
            connection.open(hearsAgi);
        } catch (Exception failed) {
            connection.cut();
            throw LoginFailure.explain(login, times, failed);
        }
        return new AmiSession(connection, times.responseTimeout());
    }

    /** Reads where a channel is; empty if there is no such channel. */
    Optional<ChannelStatus> status(String channel) throws AmiLostException, AmiRefusedException {
        StatusAction action = new StatusAction(AmiText.line(channel));
        action.setVariables(BRIDGE_PEER);
        try {
            return askForStatus(action).stream().findFirst();
        } catch (AmiRefusedException refused) {
            if (refused.getMessage().startsWith("No such channel")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Lists all channels that exist. */
    List<ChannelStatus> channels() throws AmiLostException, AmiRefusedException {
        StatusAction action = new StatusAction();
        action.setVariables(CALL_ID + "," + QUESTION_ID);
        return askForStatus(action);
    }

    /** Whether the dialplan has this route. Must be asked: a Redirect to nowhere succeeds, and the call is lost. */
    boolean exists(Route route) throws AmiLostException, AmiRefusedException {
        String question = "DIALPLAN_EXISTS(" + AmiText.line(route.context()) + "," + AmiText.line(route.extension())
                + "," + route.priority() + ")";
        ManagerResponse answer = ask(new GetVarAction(question));
        String value = answer instanceof GetVarResponse variable ? variable.getValue() : "";
        if (!"1".equals(value) && !"0".equals(value)) {
            throw new AmiRefusedException(
                    "Asterisk cannot tell whether " + AmiText.show(route) + " exists (is func_dialplan.so loaded?)");
        }
        return "1".equals(value);
    }

    /** Why nobody can be moved to this route: its place or its queue does not exist. Empty: somebody can. */
    Optional<String> fault(Route route) throws AmiLostException, AmiRefusedException {
        if (!exists(route)) {
            return Optional.of(AmiText.show(route) + " does not exist in the dialplan");
        }
        String queue = route.reception().queue();
        return queue.isEmpty() || mayHaveQueue(queue)
                ? Optional.empty()
                : Optional.of("the queue '" + queue + "' of " + AmiText.show(route) + " does not exist");
    }

    /** Any other answer than 0 is that of an Asterisk without app_queue: its dialplan may know another way. */
    private boolean mayHaveQueue(String queue) throws AmiLostException {
        try {
            return !"0".equals(value("QUEUE_EXISTS(" + queue + ")"));
        } catch (AmiRefusedException unknown) {
            return true;
        }
    }

    /** Gives a caller who waits in a queue another priority there, and the place that comes with it. */
    void raise(String queue, String channelName, int priority) throws AmiLostException, AmiRefusedException {
        ask(new AmiRaiseAction(queue, AmiText.line(channelName), priority));
    }

    /** Reads a variable or function outside of any channel; null or empty where there is none. */
    String value(String expression) throws AmiLostException, AmiRefusedException {
        return ask(new GetVarAction(AmiText.line(expression))) instanceof GetVarResponse variable
                ? variable.getValue()
                : "";
    }

    /** Reads a variable or function of a channel; empty where it is not set. */
    String value(String channel, String expression) throws AmiLostException, AmiRefusedException {
        ManagerResponse answer = ask(new GetVarAction(AmiText.line(channel), AmiText.line(expression)));
        return answer instanceof GetVarResponse variable && variable.getValue() != null ? variable.getValue() : "";
    }

    /** Gives a channel that waits in asynchronous AGI a command. */
    void agi(String channel, String command) throws AmiLostException, AmiRefusedException {
        ask(new AgiAction(AmiText.line(channel), AmiText.line(command)));
    }

    /** The actions that this user may take, in lower case. */
    Set<String> commands() throws AmiLostException, AmiRefusedException {
        return Set.copyOf(ask(new ListCommandsAction()).getAttributes().keySet());
    }

    /** Whether a module is loaded; empty where the user has no right to know. */
    Optional<Boolean> moduleCheck(String module) throws AmiLostException, AmiRefusedException {
        try {
            ask(new ModuleCheckAction(AmiText.line(module)));
            return Optional.of(true);
        } catch (AmiRefusedException answered) {
            return answered.getMessage().contains("Permission denied") ? Optional.empty() : Optional.of(false);
        }
    }

    /** Ends a channel. */
    void hangUp(String channel) throws AmiLostException, AmiRefusedException {
        ask(new HangupAction(AmiText.line(channel)));
    }

    /**
     * Sets variables or writable functions such as {@code CDR(userfield)} of the channel, in the order of the map. All are sent
     * before the first answer is awaited, for each wait is a round trip; Asterisk carries them out one after the other.
     *
     * @throws AmiRefusedException for the last that was refused, by name; the others are set
     */
    void setVariables(String channel, Map<String, String> variables) throws AmiLostException, AmiRefusedException {
        Map<String, Pending> pending = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = AmiText.line(variable.getKey());
            pending.put(name, send(new SetVarAction(AmiText.line(channel), name, AmiText.line(variable.getValue()))));
        }
        String fault = "";
        for (Map.Entry<String, Pending> sent : pending.entrySet()) {
            try {
                await(sent.getValue());
            } catch (AmiRefusedException refused) {
                fault = sent.getKey() + " could not be set: " + refused.getMessage();
            }
        }
        if (!fault.isEmpty()) {
            throw new AmiRefusedException(fault);
        }
    }

    /** Moves one channel. */
    void redirect(String channel, Route route) throws AmiLostException, AmiRefusedException {
        ask(new RedirectAction(AmiText.line(channel), route.context(), route.extension(), route.priority()));
    }

    /** Moves two bridged channels in one step, each to its own route. */
    void redirectBoth(String channel, Route route, String peer, Route peerRoute)
            throws AmiLostException, AmiRefusedException {
        RedirectAction action =
                new RedirectAction(AmiText.line(channel), route.context(), route.extension(), route.priority());
        action.setExtraChannel(AmiText.line(peer));
        action.setExtraContext(peerRoute.context());
        action.setExtraExten(peerRoute.extension());
        action.setExtraPriority(peerRoute.priority());
        ask(action);
    }

    /** Queues a call that Asterisk makes; whether it was answered comes as an event with the action's id. */
    void originate(OriginateAction action) throws AmiLostException, AmiRefusedException {
        ask(action);
    }

    /** Tells all who listen on AMI. */
    void userEvent(String name, Map<String, String> headers) throws AmiLostException, AmiRefusedException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("UserEvent", AmiText.line(name));
        headers.forEach((header, value) -> lines.put(AmiText.line(header), AmiText.line(value)));
        ask(new AmiUserEventAction(lines));
    }

    /** How busy these queues are, as far as Asterisk knows them. */
    QueueStatuses queues(Set<String> queues) throws AmiLostException, AmiRefusedException {
        Map<String, QueueStatus> known = new TreeMap<>();
        for (ResponseEvent event : events(new QueueSummaryAction())) {
            if (event instanceof QueueSummaryEvent queue && queues.contains(AmiText.orEmpty(queue.getQueue()))) {
                known.put(
                        queue.getQueue(),
                        new QueueStatus(
                                orZero(queue.getCallers()),
                                orZero(queue.getLoggedIn()),
                                orZero(queue.getAvailable()),
                                orZero(queue.getHoldTime())));
            }
        }
        return new QueueStatuses(known);
    }

    private static int orZero(Integer count) {
        return count == null ? 0 : Math.max(0, count);
    }

    /** Tries out whether Asterisk still answers. */
    void ping() throws AmiLostException, AmiRefusedException {
        ask(new PingAction());
    }

    /** Logs off and closes. */
    @Override
    public void close() {
        try {
            connection.logoff();
        } catch (IllegalStateException alreadyGone) {
            connection.cut();
        }
    }

    /** Closes without a word: for a peer that does not answer. */
    void cut() {
        connection.cut();
    }

    /** An action that was sent; its answer is empty where the connection broke. */
    private record Pending(ManagerAction action, BlockingQueue<Optional<ManagerResponse>> answer) {}

    private ManagerResponse ask(ManagerAction action) throws AmiLostException, AmiRefusedException {
        return await(send(action));
    }

    /** The library's own waiting call reports late and missing answers with stack traces. */
    private Pending send(ManagerAction action) throws AmiLostException {
        // Not a future: a broken connection "answers" null, at once.
        Pending pending = new Pending(action, new ArrayBlockingQueue<>(1));
        try {
            connection.sendAction(action, response -> pending.answer.offer(Optional.ofNullable(response)));
        } catch (IllegalStateException notConnected) {
            throw new AmiLostException(action.getAction() + " was not sent: no connection", false);
        } catch (IOException broken) {
            throw unanswered(action);
        }
        return pending;
    }

    private ManagerResponse await(Pending pending) throws AmiLostException, AmiRefusedException {
        Optional<ManagerResponse> heard;
        try {
            heard = pending.answer.poll(responseTimeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unanswered(pending.action);
        }
        if (heard == null || heard.isEmpty()) {
            throw unanswered(pending.action);
        }
        if (heard.get() instanceof ManagerError) {
            throw new AmiRefusedException(String.valueOf(heard.get().getMessage()));
        }
        return heard.get();
    }

    private List<ChannelStatus> askForStatus(StatusAction action) throws AmiLostException, AmiRefusedException {
        List<ChannelStatus> channels = new ArrayList<>();
        events(action).forEach(event -> {
            if (event instanceof StatusEvent status) {
                channels.add(channelStatus(status));
            }
        });
        return channels;
    }

    private Collection<ResponseEvent> events(EventGeneratingAction action)
            throws AmiLostException, AmiRefusedException {
        ResponseEvents answer;
        try {
            answer = connection.sendEventGeneratingAction(action, responseTimeoutMs);
        } catch (IllegalStateException notConnected) {
            throw new AmiLostException(action.getAction() + " was not sent: no connection", false);
        } catch (EventTimeoutException | IOException broken) {
            throw unanswered(action);
        }
        if (answer.getResponse() == null) {
            throw unanswered(action);
        }
        if (answer.getResponse() instanceof ManagerError error) {
            throw new AmiRefusedException(String.valueOf(error.getMessage()));
        }
        return answer.getEvents();
    }

    private AmiLostException unanswered(ManagerAction action) {
        return new AmiLostException(
                action.getAction() + " was not answered (connection broken, or silent for " + responseTimeoutMs
                        + " ms)",
                true);
    }

    private static ChannelStatus channelStatus(StatusEvent status) {
        Map<String, String> variables = status.getVariables() == null ? Map.of() : status.getVariables();
        boolean bridged = status.getBridgeId() != null && !status.getBridgeId().isEmpty();
        Optional<String> peer = Optional.ofNullable(variables.get(BRIDGE_PEER))
                .filter(name -> bridged && !name.isEmpty() && !name.equals("(null)"));
        CallChannel channel = new CallChannel(
                AmiText.orEmpty(status.getChannel()),
                AmiText.orEmpty(status.getUniqueId()),
                AmiText.orEmpty(status.getLinkedId()),
                AmiText.orEmpty(status.getCallerIdNum()));
        Place place = new Place(
                AmiText.orEmpty(status.getContext()),
                AmiText.orEmpty(status.getExten()),
                status.getPriority() == null ? 0 : status.getPriority());
        return new ChannelStatus(
                channel,
                place,
                AmiText.orEmpty(status.getBridgeId()),
                peer,
                watchedAs(channel.name(), variables),
                bridged ? "" : queueOf(status));
    }

    private static String queueOf(StatusEvent status) {
        return "Queue".equals(status.getApplication())
                ? AmiText.orEmpty(status.getData()).split(",", 2)[0].strip()
                : "";
    }

    private static Optional<CallId> watchedAs(String channel, Map<String, String> variables) {
        String id = variables.getOrDefault(CALL_ID, "");
        if (HELPERS.contains(channel.split("/", 2)[0]) || id.length() != 36 || id.equals(variables.get(QUESTION_ID))) {
            return Optional.empty();
        }
        try {
            return Optional.of(CallId.parse(id));
        } catch (IllegalArgumentException ofSomebodyElse) {
            return Optional.empty();
        }
    }
}
