package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.util.List;
import java.util.Map;

/** {@code ping}: sets {@code CALLFUSE_ALIVE} to {@code yes}, or to nothing where no call is taken any more. */
final class PingScript extends DeskScript {
    private final CallDesk desk;

    PingScript(CallDesk desk) {
        super("ping");
        this.desk = desk;
    }

    @Override
    public List<String> wanted() {
        return List.of();
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        return Map.of("CALLFUSE_ALIVE", desk.takesCalls() ? "yes" : "");
    }
}
