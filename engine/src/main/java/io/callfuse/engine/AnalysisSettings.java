package io.callfuse.engine;

import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;

/**
 * With what a recording is analysed.
 *
 * @param config the thresholds and deadlines
 * @param model the emotion model
 * @param caller which channel of a stereo recording is the caller's
 */
public record AnalysisSettings(LoadedConfig config, EmotionModel model, ChannelChoice caller) {}
