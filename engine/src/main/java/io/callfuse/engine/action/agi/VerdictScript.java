package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.util.Map;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;

/** {@code verdict}: sets the variables {@code CALLFUSE_*} from what is known so far. */
final class VerdictScript extends DeskScript {
    private final CallDesk desk;

    VerdictScript(CallDesk desk) {
        super("verdict");
        this.desk = desk;
    }

    @Override
    Map<String, String> answer(AgiRequest request, AgiChannel channel) throws AgiException {
        return desk.verdict(knownId(channel), orEmpty(request.getUniqueId())).variables();
    }
}
