package io.callfuse.engine.action.agi;

import java.util.Map;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the dialplan asks for and we do not have: said in the log, and in {@code CALLFUSE_STATE}. */
final class UnknownScript extends DeskScript {
    private static final Logger log = LoggerFactory.getLogger(UnknownScript.class);
    private static final int SHOWN_CHARACTERS = 60;

    private final String asked;

    UnknownScript(String asked) {
        super("unknown");
        this.asked = asked;
    }

    @Override
    Map<String, String> answer(AgiRequest request, AgiChannel channel) {
        String shown =
                asked.substring(0, Math.min(asked.length(), SHOWN_CHARACTERS)).replaceAll("\\p{Cntrl}", " ");
        log.warn("AGI of {} asks for '{}'; there are watch and verdict", peer(request), shown);
        return Map.of(STATE, "error");
    }
}
