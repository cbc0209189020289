package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates Asterisk's events into ours, on the library's thread. */
final class AmiEventRelay implements ManagerEventListener {
    private static final Logger log = LoggerFactory.getLogger(AmiEventRelay.class);

    private final CallEvents events;
    private final TapOriginations taps;

    AmiEventRelay(CallEvents events, TapOriginations taps) {
        this.events = events;
        this.taps = taps;
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
        } else if (event instanceof CallfuseWatchEvent watch) {
            relayWatch(watch);
        } else if (event instanceof OriginateResponseEvent answer) {
            taps.answered(answer);
        }
    }

    private void relayDigit(DtmfEndEvent dtmf) {
        boolean fromFarEnd = "Received".equalsIgnoreCase(dtmf.getDirection());
        if (fromFarEnd && dtmf.getDigit() != null && dtmf.getDigit().length() == 1) {
            events.digit(AmiText.orEmpty(dtmf.getUniqueId()), dtmf.getDigit().charAt(0));
        }
    }

    private void relayWatch(CallfuseWatchEvent watch) {
        CallChannel channel = new CallChannel(
                firstLine(watch.getChannel()),
                firstLine(watch.getUniqueId()),
                firstLine(watch.getLinkedId()),
                firstLine(watch.getCallerIdNum()));
        CallId id;
        try {
            id = CallId.parse(firstLine(watch.getCallfuseId()));
        } catch (IllegalArgumentException malformed) {
            log.warn("UserEvent CallfuseWatch of {} ignored: its CallfuseId {}", channel, malformed.getMessage());
            return;
        }
        events.dialplanWatch(id, channel);
    }

    /** A header that came twice (from Asterisk and from the dialplan) arrives as two lines. */
    private static String firstLine(String value) {
        String text = AmiText.orEmpty(value);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
