package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.call.CallChannel;
import java.util.concurrent.CompletableFuture;

/** An order to look whom a caller talks to. */
record PeerOrder(CallChannel caller, CompletableFuture<PeerLook> outcome, long deadlineNs) implements AmiOrder {

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            String channel = caller.uniqueId().isEmpty() ? caller.name() : caller.uniqueId();
            outcome.complete(BridgedPeers.look(channel, session));
        } catch (AmiRefusedException refused) {
            outcome.complete(new PeerLook.Unknown(refused.getMessage()));
        } catch (AmiLostException lost) {
            outcome.complete(new PeerLook.Unknown(lost.getMessage()));
            throw lost;
        }
    }

    /** Whoever wants to know looks again when the connection is back. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        outcome.complete(new PeerLook.Unknown(why));
    }
}
