package io.callfuse.engine.action.ami;

import io.callfuse.engine.policy.routing.QueueStatuses;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An order to look how busy queues are. */
record QueuesOrder(Set<String> queues, CompletableFuture<QueueStatuses> outcome, long deadlineNs) implements AmiOrder {

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            outcome.complete(session.queues(queues));
        } catch (AmiRefusedException refused) {
            giveUp(refused.getMessage());
        } catch (AmiLostException lost) {
            giveUp(lost.getMessage());
            throw lost;
        }
    }

    /** Old news is of no use to whoever asked. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        outcome.complete(QueueStatuses.UNKNOWN);
    }
}
