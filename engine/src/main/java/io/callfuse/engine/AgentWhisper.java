package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something whispered to the agent to whom a caller talks when the fuse begins to confirm, and not again before the cooldown is
 * over. Whatever comes of it, the call goes on. Any thread.
 */
final class AgentWhisper {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWhisper.class);

    private final Map<CallId, Long> lastAtMs = new ConcurrentHashMap<>();

    /** The fuse of a call began to confirm at this media time. */
    void confirming(LiveCall call, CallControl control, long atMs) {
        CallDecisions.Rules rules = call.policy().rules();
        if (rules.whisper().isEmpty() || rules.dryRun() || call.channel().isEmpty()) {
            return;
        }
        Long before = lastAtMs.get(call.id());
        if (before != null && atMs - before < rules.policy().fuse().cooldown().toMillis()) {
            return;
        }
        lastAtMs.put(call.id(), atMs);
        control.whisper(call.channel().get(), call.id(), rules.whisper())
                .thenAccept(outcome -> settle(call.id(), atMs, outcome));
    }

    private void settle(CallId call, long atMs, WhisperOutcome outcome) {
        if (outcome instanceof WhisperOutcome.Begun begun) {
            LOG.info("call {}: {} is whispered to", call, begun.agent().name());
        } else if (outcome instanceof WhisperOutcome.Failed failed) {
            LOG.warn("call {}: nothing was whispered to the agent: {}", call, failed.why());
        } else {
            // Whom he talks to later has heard nothing.
            lastAtMs.remove(call, atMs);
        }
    }

    /** A call is over. */
    void forget(CallId call) {
        lastAtMs.remove(call);
    }
}
