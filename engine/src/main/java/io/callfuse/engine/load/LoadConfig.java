package io.callfuse.engine.load;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of an engine under load: policy, model and engine are the user's, and nothing of it reaches anybody else. */
final class LoadConfig {
    private static final String TEXT =
            """
            # The engine of a load test: nobody but the sender is heard, nothing is told to anybody.
            audiosocket: {listen: "127.0.0.1:0", unannounced: watch, maxPerPeer: 65535, maxSpeed: %s}
            rtp: {enabled: %s, listen: "127.0.0.1:0", jitterDelay: %d ms}
            websocket: {enabled: %s, listen: "127.0.0.1:0", maxPerPeer: 65535}
            agi: {listen: "127.0.0.1:0"}
            ami: {enabled: false}
            archive: {directory: '%s'}
            recognition: {model: none}
            engine: %s
            model: %s
            policy: %s
            """;

    private LoadConfig() {}

    /** Writes it into this folder, beside the archive that it names. */
    static Path write(Path home, LoadedConfig users, LoadPlan plan) throws IOException, ConfigException {
        Path file = home.resolve("engine.yaml");
        Files.writeString(
                file,
                TEXT.formatted(
                        plan.speed() == 1 ? "4" : "0",
                        plan.wire() == Wire.RTP,
                        users.config().rtp().settings().delay().toMillis(),
                        plan.wire() == Wire.WEBSOCKET,
                        home.resolve("archive").toString().replace("'", "''"),
                        users.effective().sectionText("engine"),
                        users.effective().sectionText("model"),
                        users.effective().sectionText("policy")));
        // To say what is wrong here, and not in the log of another process.
        ConfigLoader.load(file);
        return file;
    }
}
