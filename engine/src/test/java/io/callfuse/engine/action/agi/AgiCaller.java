package io.callfuse.engine.action.agi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Asterisk end of a FastAGI request over a real socket: sends the environment, keeps variables, answers commands. */
final class AgiCaller implements AutoCloseable {
    private static final Pattern SET = Pattern.compile("SET VARIABLE \"([^\"]*)\" \"([^\"]*)\"");
    private static final Pattern GET = Pattern.compile("GET VARIABLE \"([^\"]*)\"");

    final Map<String, String> variables = new TreeMap<>();
    private final Socket socket;
    private final BufferedReader in;

    AgiCaller(InetSocketAddress door) throws IOException {
        socket = new Socket(door.getAddress(), door.getPort());
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Asks for a script and serves its commands until the engine hangs up. */
    AgiCaller ask(String script, String... arguments) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            lines.append("agi_arg_")
                    .append(i + 1)
                    .append(": ")
                    .append(arguments[i])
                    .append('\n');
        }
        send("agi_network: yes\nagi_network_script: " + script + "\nagi_request: agi://127.0.0.1/" + script
                + "\nagi_channel: PJSIP/trunk-00000001\nagi_language: en\nagi_type: PJSIP\nagi_uniqueid: 1700000000.1"
                + "\nagi_version: 22.10.1\nagi_callerid: 5550100\nagi_calleridname: Lab\nagi_context: ivr"
                + "\nagi_extension: s\nagi_priority: 2\nagi_enhanced: 0.0\nagi_accountcode: \nagi_threadid: 1\n" + lines
                + "\n");
        return serve();
    }

    /** Sends the rest of a request that was begun, and serves its commands. */
    AgiCaller goOn(String rest) throws IOException {
        send(rest);
        return serve();
    }

    private AgiCaller serve() {
        try {
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                send(reply(command) + "\n");
            }
        } catch (IOException closedByEngine) {
            // As Asterisk would: the application ends, the dialplan goes on.
            return this;
        }
        return this;
    }

    void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Waits for the engine to close; true if it did without a word. */
    boolean isTurnedAway() throws IOException {
        try {
            return in.readLine() == null;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private String reply(String command) {
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
