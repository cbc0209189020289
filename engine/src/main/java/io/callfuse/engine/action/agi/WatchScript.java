package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallChannel;
import java.util.Map;
import java.util.TreeMap;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;

/** {@code watch}: takes the call under watch and returns at once; sets {@code CALLFUSE_ID} and {@code CALLFUSE_STATE}. */
final class WatchScript extends DeskScript {
    private final CallDesk desk;

    WatchScript(CallDesk desk) {
        super("watch");
        this.desk = desk;
    }

    @Override
    Map<String, String> answer(AgiRequest request, AgiChannel channel) throws AgiException {
        CallChannel caller = new CallChannel(
                orEmpty(request.getChannel()),
                orEmpty(request.getUniqueId()),
                orEmpty(channel.getVariable("CHANNEL(linkedid)")),
                orEmpty(request.getCallerIdNumber()));
        WatchAnswer answer = desk.watch(caller, knownId(channel));
        Map<String, String> variables = new TreeMap<>();
        variables.put(ID, answer.id().toString());
        variables.put(STATE, answer.state());
        return variables;
    }
}
