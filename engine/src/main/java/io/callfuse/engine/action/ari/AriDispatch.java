package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.CallEvents;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Gives each of Asterisk's events to the one whom it concerns. For the loop's thread alone. */
final class AriDispatch {
    private final String app;
    private final AriTaps taps;
    private final AriCallers callers;
    private final CallEvents events;
    private final boolean tellsKeys;

    /**
     * Knows whom to tell.
     *
     * @param tellsKeys whether keys are told from here; they would count twice where AMI tells them too
     */
    AriDispatch(String app, AriTaps taps, AriCallers callers, CallEvents events, boolean tellsKeys) {
        this.app = app;
        this.taps = taps;
        this.callers = callers;
        this.events = events;
        this.tellsKeys = tellsKeys;
    }

    void event(JsonNode event) {
        JsonNode channel = event.path("channel");
        String id = AriChannels.text(channel, "id");
        if (id.isEmpty()) {
            return;
        }
        switch (AriChannels.text(event, "type")) {
            case "StasisStart" -> started(id, channel, event);
            case "StasisEnd" -> ended(id);
            case "ChannelDestroyed" -> destroyed(id, event.path("cause").asInt(0));
            case "ChannelDtmfReceived" -> key(id, AriChannels.text(event, "digit"));
            default -> {
                // Where else a channel goes does not concern us.
            }
        }
    }

    private void started(String id, JsonNode channel, JsonNode event) {
        if (taps.isPart(id)) {
            taps.entered(id);
        } else if (AriChannels.text(event, "application").equals(app)) {
            List<String> arguments = new ArrayList<>();
            event.path("args").forEach(argument -> arguments.add(argument.asString("")));
            callers.entered(channel, arguments);
        }
    }

    private void ended(String id) {
        if (taps.isPart(id)) {
            taps.partGone(id);
        } else {
            callers.left(id);
        }
    }

    private void destroyed(String id, int causeCode) {
        if (taps.isPart(id)) {
            taps.partGone(id);
        } else {
            callers.left(id);
            taps.callerGone(id);
            events.hungUp(id, causeCode);
        }
    }

    private void key(String id, String digit) {
        if (tellsKeys && digit.length() == 1 && !taps.isPart(id)) {
            events.digit(id, digit.charAt(0));
        }
    }
}
