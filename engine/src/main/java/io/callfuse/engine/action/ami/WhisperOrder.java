package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An order to play sounds to the agent to whom a caller talks, so that the agent alone hears them: one half of a Local channel plays
 * them ({@code callfuse-whisper}), the other is a ChanSpy on the agent's channel that only whispers. It ends with the agent's call and
 * takes nothing down.
 *
 * @param sounds joined by {@code &}
 */
record WhisperOrder(
        CallChannel caller, CallId call, String sounds, CompletableFuture<WhisperOutcome> outcome, long deadlineNs)
        implements AmiOrder {
    private static final Logger log = LoggerFactory.getLogger(WhisperOrder.class);
    private static final String ACTION_PREFIX = "callfuse-whisper-";

    /** {@code u}: exactly this channel; {@code q}: no beep; {@code W}: whispers and hears nothing; {@code E}, {@code S}: ends with it. */
    private static final String SPY_OPTIONS = "uqWES";

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    @Override
    public void carryOut(AmiSession session) throws AmiLostException {
        try {
            String channel = caller.uniqueId().isEmpty() ? caller.name() : caller.uniqueId();
            if (BridgedPeers.look(channel, session) instanceof PeerLook.Talking talking) {
                session.originate(originate(talking.peer()));
                outcome.complete(new WhisperOutcome.Begun(talking.peer()));
            } else {
                outcome.complete(new WhisperOutcome.NobodyToTell());
            }
        } catch (AmiRefusedException refused) {
            giveUp(refused.getMessage());
        } catch (AmiLostException lost) {
            giveUp(lost.getMessage());
            throw lost;
        }
    }

    private OriginateAction originate(CallChannel agent) {
        OriginateAction action = new OriginateAction();
        action.setActionId(ACTION_PREFIX + call);
        action.setChannel("Local/play@callfuse-whisper/n");
        action.setApplication("ChanSpy");
        action.setData(agent.uniqueId() + "," + SPY_OPTIONS);
        action.setTimeout(ANSWERED_WITHIN.toMillis());
        action.setAsync(true);
        action.setVariable("CDR_PROP(disable)", "1");
        action.setVariable("CALLFUSE_OF", call.toString());
        action.setVariable("CALLFUSE_WHISPER", AmiText.line(sounds));
        return action;
    }

    /** Asterisk tells what became of an Originate; those of others are ignored. */
    static void answered(OriginateResponseEvent event) {
        String key = AmiText.orEmpty(event.getActionId());
        if (key.startsWith(ACTION_PREFIX) && !event.isSuccess()) {
            log.warn(
                    "call {}: nothing was whispered to the agent: Asterisk has no callfuse-whisper in the dialplan, or was too slow",
                    key.substring(ACTION_PREFIX.length()));
        }
    }

    /** What was to be said has been overtaken by then. */
    @Override
    public boolean survivesLoss() {
        return false;
    }

    @Override
    public void giveUp(String why) {
        outcome.complete(new WhisperOutcome.Failed(why));
    }
}
