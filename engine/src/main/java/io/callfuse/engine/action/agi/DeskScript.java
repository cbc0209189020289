package io.callfuse.engine.action.agi;

import io.callfuse.engine.call.CallId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question of the dialplan: whatever goes wrong, the answer is a variable and the call goes on. */
abstract class DeskScript implements AgiScript {
    static final String ID = "CALLFUSE_ID";
    static final String STATE = "CALLFUSE_STATE";
    static final String ERROR = "error";
    static final String UNKNOWN_CALL = "unknown-call";
    private static final Logger log = LoggerFactory.getLogger(DeskScript.class);

    private final String name;

    DeskScript(String name) {
        this.name = name;
    }

    @Override
    public List<String> wanted() {
        return List.of(ID);
    }

    /** The answer; where the engine fails, a state that says so. */
    final Map<String, String> answerOrError(AgiRequest request) {
        try {
            return answer(request);
        } catch (RuntimeException fault) {
            log.error("{}: AGI {} of {} failed in the engine", callOf(request), name, request.peer(), fault);
            return Map.of(STATE, ERROR);
        }
    }

    /** The id that the dialplan has given the call; empty where it has given none, or none that is one. */
    static Optional<CallId> knownId(AgiRequest request) {
        String text = request.variable(ID);
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CallId.parse(text.trim()));
        } catch (IllegalArgumentException malformed) {
            log.warn("{} of channel {} is no id: {}", ID, request.line("agi_channel"), malformed.getMessage());
            return Optional.empty();
        }
    }

    /** The call for the log: by its id, or by its channel where the dialplan has no id of it. */
    static String callOf(AgiRequest request) {
        String id = request.variable(ID);
        return id.isBlank() ? "uniqueid " + uniqueId(request) : "call " + id;
    }

    static String uniqueId(AgiRequest request) {
        return request.line("agi_uniqueid");
    }
}
