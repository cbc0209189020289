package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallChannel;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what ARI says of a channel. Stateless. */
final class AriChannels {
    private AriChannels() {}

    /** The channel; ARI's id of it is Asterisk's {@code Uniqueid}. The {@code Linkedid} is not told. */
    static CallChannel of(JsonNode channel) {
        return new CallChannel(text(channel, "name"), text(channel, "id"), "", text(channel.path("caller"), "number"));
    }

    /** The application of the dialplan that the channel is in. */
    static String application(JsonNode channel) {
        return text(channel.path("dialplan"), "app_name");
    }

    /** The arguments of that application; at least one, which may be empty. */
    static List<String> applicationData(JsonNode channel) {
        return List.of(text(channel.path("dialplan"), "app_data").split(",", -1));
    }

    /** Where in the dialplan the channel is, as {@code context,extension}. */
    static String extension(JsonNode channel) {
        JsonNode dialplan = channel.path("dialplan");
        return text(dialplan, "context") + "," + text(dialplan, "exten");
    }

    /** The step after the one at which the channel is, as {@code context,extension,priority}. */
    static String nextStep(JsonNode channel) {
        return extension(channel) + ","
                + (channel.path("dialplan").path("priority").asInt(0) + 1);
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
