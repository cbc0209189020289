package io.callfuse.engine.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dialplan that asks the engine by FastAGI. */
final class SimulatedAgi {
    private static final Pattern SET = Pattern.compile("SET VARIABLE \"([^\"]*)\" \"([^\"]*)\"");
    private static final Pattern GET = Pattern.compile("GET VARIABLE \"([^\"]*)\"");
    private static final int PATIENCE_MS = 60_000;

    private SimulatedAgi() {}

    /** Asks for a script and returns the variables that it has set; {@code known} are those the channel has before. */
    static Map<String, String> ask(
            InetSocketAddress door, String script, SimulatedChannel channel, Map<String, String> known)
            throws IOException {
        Map<String, String> variables = new TreeMap<>(known);
        try (Socket socket = new Socket(door.getAddress(), door.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say(socket, environment(script, channel));
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                say(socket, reply(command, variables) + "\n");
            }
        }
        return variables;
    }

    private static String environment(String script, SimulatedChannel channel) {
        return "agi_network: yes\nagi_network_script: " + script + "\nagi_request: agi://127.0.0.1/" + script
                + "\nagi_channel: " + channel.name + "\nagi_language: en\nagi_type: PJSIP\nagi_uniqueid: "
                + channel.uniqueId
                + "\nagi_version: 22.10.1\nagi_callerid: 5550100\nagi_calleridname: Lab\nagi_context: support"
                + "\nagi_extension: 100\nagi_priority: 2\nagi_enhanced: 0.0\nagi_accountcode: \nagi_threadid: 1\n\n";
    }

    private static String reply(String command, Map<String, String> variables) {
        Matcher set = SET.matcher(command);
        if (set.matches()) {
            variables.put(set.group(1), set.group(2));
            return "200 result=1";
        }
        Matcher get = GET.matcher(command);
        if (get.matches()) {
            String value = variables.get(get.group(1));
            return value == null ? "200 result=0" : "200 result=1 (" + value + ")";
        }
        return "510 Invalid or unknown command";
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
