package io.callfuse.engine.action.agi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the dialplan asks: {@code AGI(agi://HOST/SCRIPT?NAME=VALUE&...,ARGUMENT,...)}.
 *
 * @param environment the lines {@code agi_*} that Asterisk sends first
 * @param variables those of the channel that the script wanted to know, where they are set
 * @param peer who asks, for messages
 */
record AgiRequest(Map<String, String> environment, Map<String, String> variables, String peer) {

    /** The same with the channel's variables. */
    AgiRequest with(Map<String, String> known) {
        return new AgiRequest(environment, known, peer);
    }

    /** The script's name: what stands between the host and the question mark. */
    String script() {
        String asked = line("agi_network_script");
        int mark = asked.indexOf('?');
        return mark < 0 ? asked : asked.substring(0, mark);
    }

    /**
     * What stands after the question mark, decoded, in its order.
     *
     * @throws IllegalArgumentException if it is badly encoded
     */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String asked = line("agi_network_script");
        int mark = asked.indexOf('?');
        if (mark >= 0) {
            for (String pair : asked.substring(mark + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                if (!parts[0].isEmpty()) {
                    query.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
                }
            }
        }
        return query;
    }

    /** The arguments after the address, in their order. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (int i = 1; environment.containsKey("agi_arg_" + i); i++) {
            arguments.add(environment.get("agi_arg_" + i));
        }
        return arguments;
    }

    /** A line of the environment; empty where Asterisk did not send it. */
    String line(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A variable of the channel; empty where it is not set. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
