package io.callfuse.engine.cli.check;

import io.callfuse.engine.WordHearing;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.config.EngineConfig;
import java.io.IOException;
import java.util.Optional;

/** Whether words can be heard: finds the speech model and lets a recognition process load it. */
final class WordsCheck {
    private static final String SUBJECT = "words";
    private static final String REMEDY = "see callfuse models verify, or change recognition.model";

    private WordsCheck() {}

    static Finding look(EngineConfig.Recognition config, ModelHome home) {
        if (config.model().equals(EngineConfig.Recognition.NONE)) {
            return Finding.ok(SUBJECT, "switched off (recognition.model): the voice alone is scored");
        }
        try {
            Optional<SpeechModel> model = WordHearing.model(config, home);
            return model.isPresent()
                    ? load(model.get())
                    : Finding.ok(
                            SUBJECT,
                            "no speech model in use, the voice alone is scored: callfuse models list says how to get one");
        } catch (SpeechModelException | IOException unfit) {
            return Finding.failed(SUBJECT, unfit.getMessage(), REMEDY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Finding.failed(SUBJECT, "interrupted while the speech model was loaded", "check again");
        }
    }

    private static Finding load(SpeechModel model) throws IOException, InterruptedException {
        try (Recognition recognition = Recognition.start(RecognitionSettings.of(model))) {
            recognition.requireUp();
            return Finding.ok(
                    SUBJECT,
                    model.folder() + " loads: " + model.sampleRateHz() + " Hz, " + recognition.residentMiB()
                            + " MiB in memory");
        }
    }
}
