package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.util.Map;

/** {@code unwatch}: listens to the call no more; what was heard is archived. Sets {@code CALLFUSE_STATE}. */
final class UnwatchScript extends DeskScript {
    private final CallDesk desk;

    UnwatchScript(CallDesk desk) {
        super("unwatch");
        this.desk = desk;
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        boolean known = desk.unwatch(knownId(request), uniqueId(request));
        return Map.of(STATE, known ? "unwatched" : UNKNOWN_CALL);
    }
}
