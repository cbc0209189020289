package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.event.AbstractBridgeEvent;
import org.asteriskjava.manager.event.AbstractHoldEvent;
import org.asteriskjava.manager.event.AsyncAgiStartEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.MusicOnHoldEvent;
import org.asteriskjava.manager.event.MusicOnHoldStartEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates Asterisk's events into ours, on the library's thread. */
final class AmiEventRelay implements ManagerEventListener {
    private static final Logger log = LoggerFactory.getLogger(AmiEventRelay.class);

    private final CallEvents events;
    private final TapOriginations taps;
    private final TapOriginations agentTaps;
    private volatile Consumer<AsyncAgiStartEvent> asked = event -> {};

    AmiEventRelay(CallEvents events, TapOriginations taps, TapOriginations agentTaps) {
        this.events = events;
        this.taps = taps;
        this.agentTaps = agentTaps;
    }

    /** Says who answers channels that ask by asynchronous AGI; until then nobody does. */
    void asked(Consumer<AsyncAgiStartEvent> answering) {
        asked = answering;
    }

    @Override
    public void onManagerEvent(ManagerEvent event) {
        try {
            relay(event);
        } catch (RuntimeException fault) {
            log.error("event {} could not be handled", event.getClass().getSimpleName(), fault);
        }
    }

    private void relay(ManagerEvent event) {
        if (event instanceof HangupEvent hangup) {
            events.hungUp(AmiText.orEmpty(hangup.getUniqueId()), hangup.getCause() == null ? 0 : hangup.getCause());
        } else if (event instanceof DtmfEndEvent dtmf) {
            relayDigit(dtmf);
        } else if (event instanceof AbstractHoldEvent hold) {
            events.held(event instanceof HoldEvent, holder(hold));
        } else if (event instanceof MusicOnHoldEvent music) {
            events.music(event instanceof MusicOnHoldStartEvent, AmiText.orEmpty(music.getUniqueId()));
        } else if (event instanceof CallfuseWatchEvent watch) {
            relayWatch(watch);
        } else if (event instanceof CallfuseHandoverEvent handover) {
            relayHandover(handover);
        } else if (event instanceof CallfuseLabelEvent label) {
            relayLabel(label);
        } else if (event instanceof CallfuseWhisperEvent whisper) {
            relayWhisper(whisper);
        } else if (event instanceof OriginateResponseEvent answer) {
            taps.answered(answer);
            agentTaps.answered(answer);
            WhisperOrder.answered(answer);
        } else if (event instanceof AsyncAgiStartEvent asking) {
            asked.accept(asking);
        } else if (event instanceof BridgeEnterEvent entered) {
            bridgeChanged(entered, entered.getChannel(), entered.getUniqueId(), entered.getLinkedId());
        } else if (event instanceof BridgeLeaveEvent left) {
            bridgeChanged(left, left.getChannel(), left.getUniqueId(), left.getLinkedId());
        }
    }

    private void bridgeChanged(AbstractBridgeEvent bridge, String channel, String uniqueId, String linkedId) {
        events.bridgeChanged(
                AmiText.orEmpty(bridge.getBridgeUniqueId()),
                new CallChannel(AmiText.orEmpty(channel), AmiText.orEmpty(uniqueId), AmiText.orEmpty(linkedId), ""));
    }

    private static CallChannel holder(AbstractHoldEvent hold) {
        return new CallChannel(
                AmiText.orEmpty(hold.getChannel()),
                AmiText.orEmpty(hold.getUniqueId()),
                AmiText.orEmpty(hold.getLinkedId()),
                "");
    }

    private void relayDigit(DtmfEndEvent dtmf) {
        boolean fromFarEnd = "Received".equalsIgnoreCase(dtmf.getDirection());
        if (fromFarEnd && dtmf.getDigit() != null && dtmf.getDigit().length() == 1) {
            events.digit(AmiText.orEmpty(dtmf.getUniqueId()), dtmf.getDigit().charAt(0));
        }
    }

    private void relayWatch(CallfuseWatchEvent watch) {
        CallChannel channel = new CallChannel(
                AmiText.firstLine(watch.getChannel()),
                AmiText.firstLine(watch.getUniqueId()),
                AmiText.firstLine(watch.getLinkedId()),
                AmiText.firstLine(watch.getCallerIdNum()));
        CallId id;
        try {
            id = CallId.parse(AmiText.firstLine(watch.getCallfuseId()));
        } catch (IllegalArgumentException malformed) {
            log.warn("UserEvent CallfuseWatch of {} ignored: its CallfuseId {}", channel, malformed.getMessage());
            return;
        }
        events.dialplanWatch(id, channel);
    }

    private void relayLabel(CallfuseLabelEvent label) {
        CallChannel agent = new CallChannel(
                AmiText.firstLine(label.getChannel()),
                AmiText.firstLine(label.getUniqueId()),
                AmiText.firstLine(label.getLinkedId()),
                "");
        Optional<CallId> id;
        try {
            id = Optional.of(AmiText.firstLine(label.getCallfuseId()))
                    .filter(text -> !text.isEmpty())
                    .map(CallId::parse);
        } catch (IllegalArgumentException malformed) {
            log.warn("UserEvent CallfuseLabel of {} ignored: its CallfuseId {}", agent, malformed.getMessage());
            return;
        }
        events.labelled(id, agent, AmiText.firstLine(label.getLabel()));
    }

    private void relayWhisper(CallfuseWhisperEvent whisper) {
        CallId id;
        try {
            id = CallId.parse(AmiText.firstLine(whisper.getCallfuseId()));
        } catch (IllegalArgumentException malformed) {
            log.warn("UserEvent CallfuseWhisper ignored: its CallfuseId {}", malformed.getMessage());
            return;
        }
        events.whispered(id, AmiText.firstLine(whisper.getStatus()));
    }

    private void relayHandover(CallfuseHandoverEvent handover) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("step", AmiText.firstLine(handover.getStep()));
        facts.put("queue", AmiText.firstLine(handover.getQueue()));
        facts.put("status", AmiText.firstLine(handover.getStatus()));
        facts.put("next", AmiText.firstLine(handover.getNext()));
        facts.values().removeIf(String::isEmpty);
        events.handedOver(AmiText.firstLine(handover.getUniqueId()), facts);
    }
}
