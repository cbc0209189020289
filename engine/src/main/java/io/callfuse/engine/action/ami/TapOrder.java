package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.concurrent.CompletableFuture;

/** An order to listen to a caller. */
record TapOrder(
        TapOriginations taps, CallChannel channel, CallId id, CompletableFuture<TapOutcome> outcome, long deadlineNs)
        implements AmiOrder {

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        taps.request(session, channel, id, outcome);
    }

    /** A second tap would be a second stream of the same call. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        outcome.complete(new TapOutcome.Failed(why));
    }
}
