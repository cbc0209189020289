package io.callfuse.engine.load;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.lab.LabSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of an engine under load beside the lab's Asterisk: policy, model and engine are the user's. */
final class AsteriskLoadConfig {
    private static final String TEXT =
            """
            # The engine of a load test beside the lab's Asterisk.
            audiosocket: {listen: "127.0.0.1:%d", maxPerPeer: 65535}
            agi: {listen: "127.0.0.1:%d"}
            ami: {address: "127.0.0.1:%d", passwordFile: '%s'}
            archive: {directory: '%s'}
            recognition: {model: none}
            engine: %s
            model: %s
            policy: %s
            """;

    private AsteriskLoadConfig() {}

    /** Writes it into this folder, beside the archive that it names. */
    static Path write(Path home, LoadedConfig users, LabSettings lab) throws IOException, ConfigException {
        Path file = home.resolve("engine.yaml");
        Files.writeString(
                file,
                TEXT.formatted(
                        lab.audioSocketPort(),
                        lab.agiPort(),
                        lab.amiPort(),
                        quoted(lab.secretFile()),
                        quoted(home.resolve("archive")),
                        users.effective().sectionText("engine"),
                        users.effective().sectionText("model"),
                        users.effective().sectionText("policy")));
        // To say what is wrong here, and not in the log of another process.
        ConfigLoader.load(file);
        return file;
    }

    private static String quoted(Path path) {
        return path.toAbsolutePath().toString().replace("'", "''");
    }
}
