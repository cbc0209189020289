package io.callfuse.engine.action.ami;

import io.callfuse.engine.policy.Route;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once whether Asterisk has the routes, so that a missing one is known before the first upset caller. */
record RoutesOrder(List<Route> routes, long deadlineNs) implements AmiOrder {
    private static final Logger log = LoggerFactory.getLogger(RoutesOrder.class);

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        for (Route route : routes) {
            try {
                session.fault(route).ifPresent(fault -> log.warn("{}: nobody is moved there while that is so", fault));
            } catch (AmiRefusedException refused) {
                giveUp(refused.getMessage());
                return;
            }
        }
    }

    @Override
    public boolean survivesLoss() {
        return true;
    }

    @Override
    public void giveUp(String why) {
        log.warn("it is not known whether Asterisk has the routes of the policy: {}", why);
    }
}
