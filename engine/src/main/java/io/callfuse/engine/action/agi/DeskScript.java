package io.callfuse.engine.action.agi;

import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question of the dialplan: whatever goes wrong, the answer is a variable and the call goes on. */
abstract class DeskScript implements AgiScript {
    static final String ID = "CALLFUSE_ID";
    static final String STATE = "CALLFUSE_STATE";
    private static final String ERROR = "error";
    private static final Logger log = LoggerFactory.getLogger(DeskScript.class);

    private final String name;

    DeskScript(String name) {
        this.name = name;
    }

    /** Asks the engine; returns the variables to set. */
    abstract Map<String, String> answer(AgiRequest request, AgiChannel channel) throws AgiException;

    @Override
    public final void service(AgiRequest request, AgiChannel channel) throws AgiException {
        try {
            for (Map.Entry<String, String> variable : answer(request, channel).entrySet()) {
                channel.setVariable(variable.getKey(), variable.getValue());
            }
        } catch (AgiHangupException hungUp) {
            log.debug("AGI {}: the caller hung up, or the request was cut off", name);
        } catch (AgiException fault) {
            log.warn("AGI {} of {} failed: {}", name, peer(request), fault.getMessage());
        } catch (RuntimeException fault) {
            log.error("AGI {} of {} failed in the engine", name, peer(request), fault);
            channel.setVariable(STATE, ERROR);
        }
    }

    /** The id that the dialplan has given the call; empty where it has given none, or none that is one. */
    static Optional<CallId> knownId(AgiChannel channel) throws AgiException {
        String text = channel.getVariable(ID);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CallId.parse(text.trim()));
        } catch (IllegalArgumentException malformed) {
            log.warn("{} of channel {} is no id: {}", ID, channel.getName(), malformed.getMessage());
            return Optional.empty();
        }
    }

    static String peer(AgiRequest request) {
        return request.getRemoteAddress().getHostAddress() + ":" + request.getRemotePort();
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
