package io.callfuse.engine.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the lab is and on which ports of 127.0.0.1 it works. The names of the environment variables and the defaults are those
 * of its script.
 *
 * @param script the lab's script
 * @param state the directory in which it keeps everything
 * @param sipPort where Asterisk takes calls (UDP)
 * @param amiPort its manager interface
 * @param httpPort its web server
 * @param audioSocketPort where the engine takes audio
 * @param agiPort where the engine answers the dialplan
 */
public record LabSettings(
        Path script, Path state, int sipPort, int amiPort, int httpPort, int audioSocketPort, int agiPort) {
    private static final Path SCRIPT = Path.of("asterisk-config", "lab");
    private static final Pattern ENGINE_ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final int HIGHEST_PORT = 65535;

    /**
     * Finds the lab of a project.
     *
     * @param home the root of the project; empty where only the runnable jar is there
     * @param environment the variables that may set ports and the place of the state
     * @throws LabException if there is no lab or a variable cannot be used; the message names it
     */
    public static LabSettings of(Optional<Path> home, Map<String, String> environment) throws LabException {
        Path script = home.map(root -> root.resolve(SCRIPT).toAbsolutePath())
                .filter(Files::isExecutable)
                .orElseThrow(() -> missing(home));
        String state = environment.getOrDefault("CALLFUSE_LAB", "");
        return new LabSettings(
                script,
                state.isEmpty()
                        ? script.resolveSibling(".lab")
                        : Path.of(state).toAbsolutePath().normalize(),
                port(environment, "SIP_PORT", 5060),
                port(environment, "AMI_PORT", 5038),
                port(environment, "HTTP_PORT", 8088),
                enginePort(environment, "AUDIOSOCKET", 9092),
                enginePort(environment, "AGI", 4573));
    }

    private static LabException missing(Optional<Path> home) {
        String where = home.map(root -> root.resolve(SCRIPT) + " is missing")
                .orElse("it is started by the project's script callfuse alone, not by the jar");
        return new LabException("--asterisk needs the lab that comes with the project (" + SCRIPT + "): " + where);
    }

    private static int port(Map<String, String> environment, String name, int otherwise) throws LabException {
        String text = environment.getOrDefault(name, "");
        return text.isEmpty() ? otherwise : parse(name, text, text, "a port");
    }

    private static int enginePort(Map<String, String> environment, String name, int otherwise) throws LabException {
        String text = environment.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher address = ENGINE_ADDRESS.matcher(text);
        return parse(name, text, address.matches() ? address.group(1) : "", "127.0.0.1:PORT");
    }

    private static int parse(String name, String text, String digits, String form) throws LabException {
        if (digits.matches("\\d{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw new LabException("the environment variable " + name + " is '" + text + "' and must be " + form);
    }

    /** The file that holds the secret of the AMI user {@code callfuse}, once the lab has been set up. */
    public Path secretFile() {
        return state.resolve("ami-secret");
    }

    /** True when Asterisk has been fetched and unpacked before. */
    public boolean isUnpacked() {
        return Files.exists(state.resolve("root").resolve(".suite"));
    }
}
