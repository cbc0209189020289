package io.callfuse.engine.ingress.websocket;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Asterisk says beside the audio, in either of its two forms.
 *
 * <pre>
 *   MEDIA_START connection_id:7c0.. channel:WebSocket/callfuse/0x7f.. channel_id:1763.4 format:slin optimal_frame_size:320
 *   {"event":"MEDIA_START","connection_id":"7c0..","channel_id":"1763.4","format":"slin","optimal_frame_size":320}
 * </pre>
 *
 * @param name such as {@code MEDIA_START}
 * @param fields those that are texts, numbers or truth values, as text
 */
record MediaEvent(String name, Map<String, String> fields) {
    private static final String NAME_PATTERN = "[A-Z][A-Z0-9_]{0,63}";
    private static final int SHOWN_CHARACTERS = 40;

    /** Takes a copy. */
    MediaEvent {
        fields = Map.copyOf(fields);
    }

    /** The text is no event; the message says why and shows its beginning. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String what, String text) {
            super(what + ": '" + shown(text) + "'", null, false, false);
        }
    }

    /** Reads a text message. */
    static MediaEvent parse(String text) throws MalformedException {
        return text.stripLeading().startsWith("{") ? json(text) : plain(text);
    }

    /** A field's value; empty where there is none. */
    String field(String field) {
        return fields.getOrDefault(field, "");
    }

    private static MediaEvent plain(String text) throws MalformedException {
        String[] words = text.strip().split("\\s+");
        if (!words[0].matches(NAME_PATTERN)) {
            throw new MalformedException("a text that is no event", text);
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(words[i].substring(0, colon), words[i].substring(colon + 1));
            }
        }
        return new MediaEvent(words[0], fields);
    }

    private static MediaEvent json(String text) throws MalformedException {
        JsonNode tree;
        try {
            tree = JsonMapper.shared().readTree(text);
        } catch (JacksonException broken) {
            throw new MalformedException("broken JSON", text);
        }
        String name = tree.path("event").asString("");
        if (!name.matches(NAME_PATTERN)) {
            throw new MalformedException("JSON without an event", text);
        }
        Map<String, String> fields = new HashMap<>();
        tree.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asString(""));
            }
        });
        return new MediaEvent(name, fields);
    }

    /** The beginning of a text, safe for a log. */
    static String shown(String text) {
        String start = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
