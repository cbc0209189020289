package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code watch}: takes the call under watch and returns at once; sets {@code CALLFUSE_ID} and {@code CALLFUSE_STATE}. */
final class WatchScript extends DeskScript {
    private static final String LINKED_ID = "CHANNEL(linkedid)";

    private final CallDesk desk;

    WatchScript(CallDesk desk) {
        super("watch");
        this.desk = desk;
    }

    @Override
    public List<String> wanted() {
        return List.of(LINKED_ID, ID);
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        String number = request.line("agi_callerid");
        CallChannel caller = new CallChannel(
                request.line("agi_channel"),
                uniqueId(request),
                request.variable(LINKED_ID),
                number.equals("unknown") ? "" : number);
        WatchAnswer answer = desk.watch(caller, knownId(request));
        String dialled = request.line("agi_dnid");
        if (!dialled.isEmpty() && !dialled.equals("unknown")) {
            desk.mark(Optional.of(answer.id()), caller.uniqueId(), Map.of("dnid", dialled));
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put(ID, answer.id().toString());
        variables.put(STATE, answer.state());
        return variables;
    }
}
