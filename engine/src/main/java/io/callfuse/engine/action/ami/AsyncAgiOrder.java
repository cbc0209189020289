package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel waits in asynchronous AGI: reads what it asks, answers, and lets it go. The engine is asked once, also where the connection
 * is lost in between. Past the deadline nothing is done any more: by then the dialplan's guard has it. One thread.
 */
final class AsyncAgiOrder implements AmiOrder {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncAgiOrder.class);
    private static final String LETS_GO = "ASYNCAGI BREAK";

    private final AsyncAgi agi;
    private final CallChannel channel;
    private final long deadlineNs;
    private String asked;
    private Map<String, String> answer;
    private boolean over;

    AsyncAgiOrder(AsyncAgi agi, CallChannel channel, long deadlineNs) {
        this.agi = agi;
        this.channel = channel;
        this.deadlineNs = deadlineNs;
    }

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            if (isLate()) {
                over("Asterisk was busy, or away");
            } else if (isForUs(session)) {
                reply(session);
                session.agi(name(), LETS_GO);
                agi.answered().increment();
            }
        } catch (AmiRefusedException refused) {
            if (asked != null) {
                over(refused.getMessage());
            }
        } catch (AmiLostException lost) {
            if (isLate()) {
                over(lost.getMessage());
            }
            throw lost;
        }
    }

    private boolean isLate() {
        return deadlineNs - System.nanoTime() < 0;
    }

    private boolean isForUs(AmiSession session) throws AmiLostException, AmiRefusedException {
        if (asked == null) {
            Optional<String> question = agi.askedOfUs(session.value(name(), AsyncAgi.QUESTION));
            if (question.isEmpty()) {
                return false;
            }
            asked = question.get();
        }
        return true;
    }

    private void reply(AmiSession session) throws AmiLostException, AmiRefusedException {
        if (answer == null) {
            Map<String, String> variables = new HashMap<>();
            for (String wanted : agi.clerk().wanted(asked)) {
                variables.put(wanted, session.value(name(), wanted));
            }
            answer = new LinkedHashMap<>(agi.clerk().answer(asked, channel, variables));
            // Else another application of asynchronous AGI on this channel would be answered by us.
            answer.put(AsyncAgi.QUESTION, "");
        }
        session.setVariables(name(), answer);
    }

    private String name() {
        return channel.uniqueId().isEmpty() ? channel.name() : channel.uniqueId();
    }

    @Override
    public boolean survivesLoss() {
        return !over;
    }

    @Override
    public void giveUp(String why) {
        over(why);
    }

    /** Whom it asked may not be known by then. */
    private void over(String why) {
        over = true;
        agi.unanswered().increment();
        LOG.warn(
                "{} waits in AGI(agi:async) and gets no answer within {} ms: {}; its dialplan's guard lets it go",
                channel,
                agi.deadline().toMillis(),
                why);
    }

    @Override
    public long deadlineNs() {
        return deadlineNs;
    }
}
