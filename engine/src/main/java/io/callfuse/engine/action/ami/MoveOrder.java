package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.SwitchOutcome;
import java.util.concurrent.CompletableFuture;

/** An order to move a caller, carried on after a lost connection until its outcome is known. */
record MoveOrder(CallerSwitch move, CompletableFuture<SwitchOutcome> outcome, long deadlineNs) implements AmiOrder {

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        outcome.complete(move.carryOut(session));
    }

    @Override
    public boolean survivesLoss() {
        return true;
    }

    @Override
    public void giveUp(String why) {
        outcome.complete(move.abandon(why));
    }
}
