package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.util.Map;

/** {@code verdict}: sets the variables {@code CALLFUSE_*} from what is known so far. */
final class VerdictScript extends DeskScript {
    private final CallDesk desk;

    VerdictScript(CallDesk desk) {
        super("verdict");
        this.desk = desk;
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        return desk.verdict(knownId(request), uniqueId(request)).variables();
    }
}
