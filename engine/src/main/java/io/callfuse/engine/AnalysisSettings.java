package io.callfuse.engine;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.util.Optional;

/**
 * With what a recording is analysed.
 *
 * @param config the thresholds and deadlines
 * @param model the emotion model
 * @param caller which channel of a stereo recording is the caller's
 * @param recognition hears the words of a recording beside which no transcript lies; empty where none are heard
 * @param languages by which words are understood
 * @param agent the speaker in a transcript whose words are the agent's; empty where nothing is read of the agent
 */
public record AnalysisSettings(
        LoadedConfig config,
        EmotionModel model,
        ChannelChoice caller,
        Optional<Recognition> recognition,
        Languages languages,
        Optional<String> agent) {
    /** The same, and nothing is read of the agent. */
    public AnalysisSettings(
            LoadedConfig config,
            EmotionModel model,
            ChannelChoice caller,
            Optional<Recognition> recognition,
            Languages languages) {
        this(config, model, caller, recognition, languages, Optional.empty());
    }

    /** With the phrases that come with the engine. */
    public AnalysisSettings(
            LoadedConfig config, EmotionModel model, ChannelChoice caller, Optional<Recognition> recognition) {
        this(config, model, caller, recognition, Languages.embedded());
    }

    /** The same without recognition. */
    public AnalysisSettings(LoadedConfig config, EmotionModel model, ChannelChoice caller) {
        this(config, model, caller, Optional.empty());
    }
}
