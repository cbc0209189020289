package io.callfuse.engine.action.agi;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the dialplan asks for and we do not have: said in the log, and in {@code CALLFUSE_STATE}. */
final class UnknownScript extends DeskScript {
    private static final Logger log = LoggerFactory.getLogger(UnknownScript.class);
    private static final int SHOWN_CHARACTERS = 60;

    UnknownScript() {
        super("unknown");
    }

    @Override
    public List<String> wanted() {
        return List.of();
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        String asked = request.script();
        String shown =
                asked.substring(0, Math.min(asked.length(), SHOWN_CHARACTERS)).replaceAll("\\p{Cntrl}", " ");
        log.warn("AGI of {} asks for '{}'; there are watch, verdict, unwatch, mark and ping", request.peer(), shown);
        return Map.of(STATE, ERROR);
    }
}
