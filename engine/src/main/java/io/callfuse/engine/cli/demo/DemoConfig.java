package io.callfuse.engine.cli.demo;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.lab.LabSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of the demo's engine: the defaults, except for what a machine without Asterisk needs. */
public final class DemoConfig {
    private static final String TEXT =
            """
            # The engine of `callfuse demo`: default thresholds, no Asterisk.
            audiosocket:
              identifyWithin: 60 s
              listen: 127.0.0.1:0   # any free port
              unannounced: watch    # nobody announces these calls; hear each to its end
              maxSpeed: 0           # they may be played as fast as the machine can
            agi:
              listen: 127.0.0.1:0
            ami:
              enabled: false
            engine:
              # Calls are played faster than live and wait for the engine; such a wait is no hole in the call.
              gapAfter: 5 s
            archive:
              directory: %s
            """;

    private static final String ASTERISK =
            """
            # The engine of `callfuse demo --asterisk`: default thresholds, beside the lab's Asterisk.
            audiosocket:
              listen: 127.0.0.1:%d
            agi:
              listen: 127.0.0.1:%d
            ami:
              address: 127.0.0.1:%d
              passwordFile: %s
            archive:
              directory: %s
            """;

    private DemoConfig() {}

    /** Writes the configuration into this directory, beside the archive it names, and loads it. */
    public static LoadedConfig write(Path directory) throws IOException, ConfigException {
        return load(directory, TEXT.formatted(archive(directory)));
    }

    /** The same for an engine beside the lab's Asterisk, on the lab's ports. */
    public static LoadedConfig write(Path directory, LabSettings lab) throws IOException, ConfigException {
        return load(
                directory,
                ASTERISK.formatted(
                        lab.audioSocketPort(),
                        lab.agiPort(),
                        lab.amiPort(),
                        quoted(lab.secretFile()),
                        archive(directory)));
    }

    private static LoadedConfig load(Path directory, String text) throws IOException, ConfigException {
        return ConfigLoader.load(Files.writeString(directory.resolve("engine.yaml"), text));
    }

    private static String archive(Path directory) {
        return quoted(directory.resolve("archive"));
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
