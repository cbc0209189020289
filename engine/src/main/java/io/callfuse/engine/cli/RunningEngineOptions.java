package io.callfuse.engine.cli;

import io.callfuse.engine.load.EngineAddress;
import io.callfuse.engine.load.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An engine that runs already, for commands that can use one. */
final class RunningEngineOptions {
    private static final String TOKEN_VARIABLE = "CALLFUSE_HTTP_TOKEN";
    private static final int AUDIOSOCKET_PORT = 9092;
    private static final int WEBSOCKET_PORT = 9093;
    private static final int HIGHEST_PORT = 65535;

    /** What is said of an engine that this command starts. */
    private static final List<String> FOR_ITS_OWN =
            List.of("--asterisk", "--engine-cores", "--engine-opts", "--keep", "--soak");

    @Option(
            names = "--running",
            paramLabel = "URL",
            description =
                    "Send to an engine that runs already and not to one of its own: its web server, such as http://127.0.0.1:9094"
                            + " (http.enabled: true). It must hear whoever comes (audiosocket.unannounced: watch), and have the"
                            + " policy of -c.")
    private URI running;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The first line is the token that its web server wants (else: the variable " + TOKEN_VARIABLE
                    + ").")
    private Path tokenFile;

    @Option(
            names = "--audio",
            paramLabel = "HOST:PORT",
            description = "Where it takes audio (default: the host of --running, port " + AUDIOSOCKET_PORT
                    + " by AudioSocket, " + WEBSOCKET_PORT + " by WebSocket).")
    private String audio;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Where it is; empty where none was named. */
    Optional<EngineAddress> address(Wire inlet) throws IOException {
        if (running == null) {
            return Optional.empty();
        }
        for (String option : FOR_ITS_OWN) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong("--running and " + option + " do not go together");
            }
        }
        if (inlet == Wire.RTP) {
            throw wrong(
                    "--running and --inlet rtp do not go together: over RTP an engine hears only what Asterisk has announced");
        }
        if (running.getHost() == null || !"http".equals(running.getScheme()) && !"https".equals(running.getScheme())) {
            throw wrong("--running " + running + " is no address such as http://127.0.0.1:9094");
        }
        return Optional.of(new EngineAddress(running, token(), audio(inlet)));
    }

    private String token() throws IOException {
        String token = tokenFile == null
                ? System.getenv().getOrDefault(TOKEN_VARIABLE, "")
                : Files.readString(tokenFile).lines().findFirst().orElse("").strip();
        if (token.isEmpty()) {
            throw wrong("--running wants the token of that engine's web server: --token-file, or the variable "
                    + TOKEN_VARIABLE);
        }
        return token;
    }

    private InetSocketAddress audio(Wire inlet) {
        if (audio == null) {
            return new InetSocketAddress(
                    running.getHost(), inlet == Wire.WEBSOCKET ? WEBSOCKET_PORT : AUDIOSOCKET_PORT);
        }
        int colon = audio.lastIndexOf(':');
        String port = audio.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw wrong("--audio '" + audio + "' is not HOST:PORT");
        }
        return new InetSocketAddress(audio.substring(0, colon), Integer.parseInt(port));
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
