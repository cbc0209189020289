package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.call.CallChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers what the dialplan asks: {@code watch}, {@code verdict}, {@code unwatch}, {@code mark} and {@code ping}, whichever way the
 * question came. Stateless; never waits.
 */
public final class DeskClerk {
    private final Map<String, DeskScript> scripts;
    private final DeskScript unknown = new UnknownScript();

    /** Speaks for this desk. */
    public DeskClerk(CallDesk desk) {
        scripts = Map.of(
                "watch", new WatchScript(desk),
                "verdict", new VerdictScript(desk),
                "unwatch", new UnwatchScript(desk),
                "mark", new MarkScript(desk),
                "ping", new PingScript(desk));
    }

    DeskScript script(String name) {
        return scripts.getOrDefault(name, unknown);
    }

    /** The variables of the channel that {@link #answer} needs to know; functions such as {@code CHANNEL(linkedid)} too. */
    public List<String> wanted(String asked) {
        return script(request(asked, new CallChannel("", "", "", "")).script()).wanted();
    }

    /**
     * Answers a question that did not come by FastAGI.
     *
     * @param asked what would stand after the host: {@code SCRIPT?NAME=VALUE&..,ARGUMENT,..}
     * @param caller the channel on which it was asked
     * @param variables those that were {@linkplain #wanted wanted}, where they are set
     * @return the variables to set on the channel
     */
    public Map<String, String> answer(String asked, CallChannel caller, Map<String, String> variables) {
        AgiRequest request = request(asked, caller).with(variables);
        return script(request.script()).answerOrError(request);
    }

    private static AgiRequest request(String asked, CallChannel caller) {
        String[] parts = asked.split(",");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_network_script", parts[0].strip());
        for (int argument = 1; argument < parts.length; argument++) {
            environment.put("agi_arg_" + argument, parts[argument].strip());
        }
        environment.put("agi_channel", caller.name());
        environment.put("agi_uniqueid", caller.uniqueId());
        environment.put("agi_callerid", caller.callerNumber());
        return new AgiRequest(environment, Map.of(), caller.name());
    }
}
