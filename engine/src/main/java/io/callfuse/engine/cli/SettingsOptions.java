package io.callfuse.engine.cli;

import io.callfuse.engine.WordHearing;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name what the engine works with, and the reading of it. */
final class SettingsOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration, a YAML file. Without it the defaults are used.")
    private Path config;

    /** Reads the configuration, or takes the defaults where none is named. */
    LoadedConfig config() throws CommandFailure {
        if (config == null) {
            return ConfigLoader.defaults();
        }
        try {
            return ConfigLoader.load(config);
        } catch (ConfigException refused) {
            throw new CommandFailure(refused.getMessage(), refused);
        }
    }

    /** Loads the model that the configuration names, or the embedded one. */
    static EmotionModel model(LoadedConfig config) throws CommandFailure {
        Optional<Path> file = config.config().model().file();
        if (file.isEmpty()) {
            return EmotionModel.embedded();
        }
        try {
            return EmotionModel.load(file.get());
        } catch (IOException e) {
            throw new CommandFailure("model " + CommandErrors.lineOf(e), e);
        }
    }

    /** Reads by what words are understood: the embedded phrases, and those that the configuration names after them. */
    static Languages languages(LoadedConfig config) throws CommandFailure {
        try {
            return WordHearing.languages(config.config().recognition());
        } catch (IOException e) {
            throw new CommandFailure("phrases " + CommandErrors.lineOf(e), e);
        }
    }
}
