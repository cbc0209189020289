package io.callfuse.engine.action.ari;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Asterisk as ARI shows to call control: channels, bridges, one application, a dialplan. It does what it is asked at
 * once and tells its events to whoever listens; {@link FakeAri} puts the wire and its faults around it. One thread.
 */
final class FakeAsterisk {
    static final String APP = "callfuse";
    private static final JsonMapper JSON = JsonMapper.shared();

    final Map<String, Channel> channels = new LinkedHashMap<>();
    final Map<String, Set<String>> bridges = new LinkedHashMap<>();
    final Set<String> routes = new HashSet<>(Set.of("callfuse-routes,soothing,1", "callfuse-routes,fallback,1"));
    final Set<String> missingModules = new HashSet<>();
    /** Where each caller was told to continue, in order; {@code next} without a place. */
    final Map<String, List<String>> continued = new HashMap<>();

    final List<String> removals = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<Map<String, String>> mediaAsked = new ArrayList<>();
    final Map<String, String> mediaVariables =
            new HashMap<>(Map.of("UNICASTRTP_LOCAL_ADDRESS", "127.0.0.1", "UNICASTRTP_LOCAL_PORT", "4000"));
    boolean absentAudio;
    boolean readOnly;
    boolean silentMedia;
    String startedAt = "2026-11-22T10:00:00";
    private final BiConsumer<ObjectNode, Runnable> later;

    /** A channel; {@code spied} names the one that a snoop listens to. */
    static final class Channel {
        final String id;
        final String spied;
        String place = "support,100";
        String application = "Queue";
        String data = "support";
        boolean inApp;
        final Map<String, String> variables = new HashMap<>();

        Channel(String id, String spied) {
            this.id = id;
            this.spied = spied;
        }
    }

    /** {@code later} takes an event and what is to be done in the moment in which it happens. */
    FakeAsterisk(BiConsumer<ObjectNode, Runnable> later) {
        this.later = later;
    }

    record Answer(int status, String body) {}

    /** A caller outside of the application. */
    void call(String id) {
        channels.put(id, new Channel(id, ""));
    }

    /** A caller comes into the application. */
    void enter(String id, String arguments) {
        channels.putIfAbsent(id, new Channel(id, ""));
        Channel channel = channels.get(id);
        channel.application = "Stasis";
        channel.data = arguments.isEmpty() ? APP : APP + "," + arguments;
        bringIn(channel, arguments.isEmpty() ? List.of() : List.of(arguments.split(",")));
    }

    /** Media that was silent so far comes into the application. */
    void enterMedia() {
        channels.values().stream()
                .filter(channel -> channel.id.endsWith("-media") && !channel.inApp)
                .forEach(channel -> bringIn(channel, List.of()));
    }

    private void bringIn(Channel channel, List<String> arguments) {
        ObjectNode event = event("StasisStart", channel);
        event.put("application", APP);
        ArrayNode args = event.putArray("args");
        arguments.forEach(args::add);
        later.accept(event, () -> channel.inApp = true);
    }

    /** A channel ends; a snoop on it ends with it, and nothing else does. */
    void hangUp(String id) {
        Channel gone = channels.remove(id);
        if (gone == null) {
            return;
        }
        if (gone.inApp) {
            later.accept(event("StasisEnd", gone), () -> {});
        }
        ObjectNode event = event("ChannelDestroyed", gone);
        event.put("cause", 16);
        later.accept(event, () -> {});
        bridges.values().forEach(members -> members.remove(id));
        for (Channel other : List.copyOf(channels.values())) {
            if (other.spied.equals(id)) {
                hangUp(other.id);
            }
        }
    }

    void pressKey(String id, String digit) {
        ObjectNode event = event("ChannelDtmfReceived", channels.get(id));
        event.put("digit", digit);
        later.accept(event, () -> {});
    }

    private static ObjectNode event(String type, Channel channel) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type);
        event.set("channel", json(channel));
        return event;
    }

    private static ObjectNode json(Channel channel) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", channel.id).put("name", "PJSIP/" + channel.id).put("state", "Up");
        json.putObject("caller").put("number", "5550100").put("name", "");
        json.putObject("dialplan")
                .put("context", channel.place.split(",")[0])
                .put("exten", channel.place.split(",")[1])
                .put("priority", 1)
                .put("app_name", channel.application)
                .put("app_data", channel.data);
        return json;
    }

    Answer ask(String method, String path, Map<String, String> query) {
        asked.add(method + " " + path);
        String[] parts = path.substring(1).split("/");
        if (readOnly && !method.equals("GET")) {
            return new Answer(403, "{\"message\":\"Write access denied\"}");
        }
        return switch (parts[0]) {
            case "asterisk" -> asterisk(parts[1]);
            case "bridges" -> bridges(method, parts, query);
            case "channels" -> channels(method, parts, query);
            default -> new Answer(200, "{}");
        };
    }

    private Answer asterisk(String what) {
        return switch (what) {
            case "info" ->
                new Answer(
                        200,
                        "{\"system\":{\"version\":\"22.10.1\"},\"status\":{\"startup_time\":\"" + startedAt + "\"}}");
            case "modules" -> new Answer(200, modules().toString());
            default -> notFound();
        };
    }

    private ArrayNode modules() {
        ArrayNode modules = JSON.createArrayNode();
        List<String> all = new ArrayList<>(List.of(
                "res_ari_asterisk.so res_ari_events.so res_ari_channels.so res_ari_bridges.so res_ari_applications.so"
                        .split(" ")));
        all.addAll(List.of(
                "app_stasis.so res_stasis_snoop.so res_stasis_answer.so bridge_simple.so func_cdr.so".split(" ")));
        all.addAll(List.of("func_dialplan.so res_audiosocket.so chan_audiosocket.so".split(" ")));
        all.addAll(List.of(
                "res_rtp_asterisk.so chan_rtp.so res_http_websocket.so res_websocket_client.so chan_websocket.so"
                        .split(" ")));
        all.removeAll(missingModules);
        all.forEach(name -> modules.addObject().put("name", name).put("status", "Running"));
        return modules;
    }

    private Answer bridges(String method, String[] parts, Map<String, String> query) {
        if (parts.length == 1) {
            ArrayNode all = JSON.createArrayNode();
            bridges.keySet().forEach(id -> all.addObject().put("id", id));
            return new Answer(200, all.toString());
        }
        if (parts.length == 3) {
            return join(parts[1], List.of(query.get("channel").split(",")));
        }
        if (method.equals("POST")) {
            bridges.put(parts[1], new HashSet<>());
            return new Answer(200, "{}");
        }
        removals.add(parts[1]);
        return bridges.remove(parts[1]) == null ? notFound() : new Answer(204, "");
    }

    private Answer join(String bridge, List<String> members) {
        if (!bridges.containsKey(bridge)) {
            return notFound();
        }
        for (String member : members) {
            if (!channels.containsKey(member)) {
                return new Answer(400, "{\"message\":\"Channel not found\"}");
            }
            if (!channels.get(member).inApp) {
                return new Answer(422, "{\"message\":\"Channel not in Stasis application\"}");
            }
        }
        bridges.get(bridge).addAll(members);
        return new Answer(204, "");
    }

    private Answer channels(String method, String[] parts, Map<String, String> query) {
        if (parts.length == 1) {
            ArrayNode all = JSON.createArrayNode();
            channels.values().forEach(channel -> all.add(json(channel)));
            return new Answer(200, all.toString());
        }
        if (parts[1].equals("externalMedia")) {
            return media(query);
        }
        Channel channel = channels.get(parts[1]);
        if (method.equals("DELETE")) {
            removals.add(parts[1]);
        }
        if (channel == null) {
            return notFound();
        }
        if (parts.length == 2) {
            return method.equals("DELETE")
                    ? delete(channel)
                    : new Answer(200, json(channel).toString());
        }
        return switch (parts[2]) {
            case "snoop" -> snoop(channel, parts[3]);
            case "variable" -> variable(method, channel, query);
            case "continue" -> goOn(channel, query);
            default -> new Answer(204, "");
        };
    }

    private Answer delete(Channel channel) {
        hangUp(channel.id);
        return new Answer(204, "");
    }

    private Answer media(Map<String, String> query) {
        mediaAsked.add(query);
        if (absentAudio) {
            return new Answer(500, "{\"message\":\"Internal Server Error\"}");
        }
        Channel media = new Channel(query.get("channelId"), "");
        channels.put(media.id, media);
        if (!silentMedia) {
            bringIn(media, List.of());
        }
        ObjectNode answer = JSON.createObjectNode().put("id", media.id);
        ObjectNode variables = answer.putObject("channelvars");
        mediaVariables.forEach(variables::put);
        return new Answer(200, answer.toString());
    }

    private Answer snoop(Channel spied, String id) {
        Channel snoop = new Channel(id, spied.id);
        channels.put(id, snoop);
        bringIn(snoop, List.of());
        return new Answer(200, "{}");
    }

    private Answer variable(String method, Channel channel, Map<String, String> query) {
        String name = query.get("variable");
        if (method.equals("POST")) {
            channel.variables.put(name, query.get("value"));
            return new Answer(204, "");
        }
        if (name.startsWith("DIALPLAN_EXISTS(")) {
            String route = name.replaceAll(".*\\((.*)\\)", "$1");
            return new Answer(200, "{\"value\":\"" + (routes.contains(route) ? 1 : 0) + "\"}");
        }
        if (name.startsWith("QUEUE_EXISTS(")) {
            return new Answer(200, "{\"value\":\"" + (name.equals("QUEUE_EXISTS(support)") ? 1 : 0) + "\"}");
        }
        String value = name.equals("CHANNEL(linkedid)") ? "linked-" + channel.id : channel.variables.get(name);
        return value == null ? notFound() : new Answer(200, "{\"value\":\"" + value + "\"}");
    }

    private Answer goOn(Channel channel, Map<String, String> query) {
        if (!channel.inApp) {
            return new Answer(409, "{\"message\":\"Channel not in Stasis application\"}");
        }
        String place = query.containsKey("context") ? query.get("context") + "," + query.get("extension") : "next";
        continued.computeIfAbsent(channel.id, id -> new ArrayList<>()).add(place);
        channel.inApp = false;
        channel.application = "Queue";
        channel.place = place.equals("next") ? "support,101" : place;
        later.accept(event("StasisEnd", channel), () -> {});
        return new Answer(204, "");
    }

    private static Answer notFound() {
        return new Answer(404, "{\"message\":\"not found\"}");
    }
}
