package io.callfuse.engine;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether words are heard, and by which model: as the configuration says, or else not at all. Words are a guest: where they cannot
 * be heard this is said once, and everything else goes on.
 */
public final class WordHearing {
    private static final Logger LOG = LoggerFactory.getLogger(WordHearing.class);

    private WordHearing() {}

    /** Begins to recognise live calls; empty where no words can be heard, which the log then says. */
    static Optional<Recognition> ofCalls(EngineConfig.Recognition config, RecognitionLimits limits) {
        try {
            Optional<Recognition> started = start(config, ModelHome.of(System.getenv()), limits);
            if (started.isEmpty() && !config.model().equals(EngineConfig.Recognition.NONE)) {
                LOG.info("no speech model: the engine hears no words and scores the voice alone"
                        + " ('callfuse models list' says how to get one)");
            }
            return started;
        } catch (SpeechModelException | IOException unfit) {
            LOG.error("the engine hears no words and scores the voice alone: {}", unfit.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Begins to recognise recordings, which wait for their words; empty where no model is in use.
     *
     * @throws SpeechModelException if the model cannot be used; one line
     * @throws IOException if recognition cannot be started; one line
     */
    public static Optional<Recognition> ofRecordings(EngineConfig.Recognition config)
            throws SpeechModelException, IOException {
        return start(config, ModelHome.of(System.getenv()), RecognitionLimits.patient());
    }

    /**
     * By what words are understood: the phrases that come with the engine, and the operator's own after them.
     *
     * @throws IOException if his cannot be read or are wrong; one line that names the file, and the line in it
     */
    public static Languages languages(EngineConfig.Recognition config) throws IOException {
        return config.phrases().isEmpty()
                ? Languages.embedded()
                : Languages.load(config.phrases().get());
    }

    static Optional<Recognition> start(EngineConfig.Recognition config, ModelHome home, RecognitionLimits limits)
            throws SpeechModelException, IOException {
        Optional<SpeechModel> model = model(config, home);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        RecognitionSettings standard = RecognitionSettings.of(model.get());
        return Optional.of(Recognition.start(new RecognitionSettings(
                model.get(),
                config.quickPartials(),
                config.threads() > 0 ? config.threads() : standard.threads(),
                config.maxCalls(),
                config.maxMemoryMiB(),
                limits)));
    }

    /**
     * The model by which words would be heard; empty where none are.
     *
     * @throws SpeechModelException if there is one that cannot be used; one line
     */
    public static Optional<SpeechModel> model(EngineConfig.Recognition config, ModelHome home)
            throws SpeechModelException {
        return switch (config.model()) {
            case EngineConfig.Recognition.NONE -> Optional.empty();
            case EngineConfig.Recognition.AUTO -> home.inUse();
            default -> Optional.of(SpeechModel.open(Path.of(config.model())));
        };
    }
}
