package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An order to read how many packets of a caller's voice have come over the network, be he muted in Asterisk or not. */
record PacketsOrder(CallChannel caller, CompletableFuture<OptionalLong> packets, long deadlineNs) implements AmiOrder {
    /** Known of channels of PJSIP alone. */
    private static final String RECEIVED = "CHANNEL(rtcp,rxcount,audio)";

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            String channel = caller.uniqueId().isEmpty() ? caller.name() : caller.uniqueId();
            packets.complete(count(session.value(channel, RECEIVED)));
        } catch (AmiRefusedException notTold) {
            packets.complete(OptionalLong.empty());
        } catch (AmiLostException lost) {
            packets.complete(OptionalLong.empty());
            throw lost;
        }
    }

    private static OptionalLong count(String value) {
        return value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** Old news is of no use to whoever asked. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        packets.complete(OptionalLong.empty());
    }
}
