package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An order to leave a mark: variables of a channel, or a UserEvent. What fails is counted. */
final class MarkOrder implements AmiOrder {
    private static final Logger log = LoggerFactory.getLogger(MarkOrder.class);

    private interface Mark {
        void leave(AmiSession session) throws AmiLostException, AmiRefusedException;
    }

    private final String call;
    private final Mark mark;
    private final long deadlineNs;
    private final AtomicLong failed;

    private MarkOrder(String call, Mark mark, long deadlineNs, AtomicLong failed) {
        this.call = call;
        this.mark = mark;
        this.deadlineNs = deadlineNs;
        this.failed = failed;
    }

    static MarkOrder variables(CallChannel channel, Map<String, String> variables, long deadlineNs, AtomicLong failed) {
        Map<String, String> copy = new LinkedHashMap<>(variables);
        String name = channel.uniqueId().isEmpty() ? channel.name() : channel.uniqueId();
        return new MarkOrder(
                copy.getOrDefault("CALLFUSE_ID", name),
                session -> session.setVariables(name, copy),
                deadlineNs,
                failed);
    }

    static MarkOrder userEvent(String name, Map<String, String> headers, long deadlineNs, AtomicLong failed) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        return new MarkOrder(
                copy.getOrDefault("Id", name), session -> session.userEvent(name, copy), deadlineNs, failed);
    }

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            mark.leave(session);
        } catch (AmiRefusedException refused) {
            giveUp(refused.getMessage());
        } catch (AmiLostException lost) {
            giveUp(lost.getMessage());
            throw lost;
        }
    }

    /** What was to be marked has moved on by then. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        failed.incrementAndGet();
        log.debug("call {}: a mark was not left: {}", call, why);
    }

    @Override
    public long deadlineNs() {
        return deadlineNs;
    }
}
