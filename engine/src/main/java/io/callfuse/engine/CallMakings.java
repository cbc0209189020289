package io.callfuse.engine;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.util.Optional;

/**
 * What all calls of an engine are made of.
 *
 * @param languages by which words are understood
 * @param recognition empty where no words are heard
 * @param tracks whether what the policies are told is kept
 */
record CallMakings(
        EmotionModel model,
        Languages languages,
        PolicyInForce policy,
        int queueFrames,
        Optional<Recognition> recognition,
        boolean tracks) {
    CallMakings(EmotionModel model, PolicySettings policy, EngineIdentity engine, int queueFrames) {
        this(model, Languages.embedded(), PolicyInForce.of(policy, engine), queueFrames, Optional.empty(), true);
    }

    /** As a configuration says. */
    static CallMakings of(
            EngineConfig config,
            EmotionModel model,
            Languages languages,
            PolicyInForce policy,
            Optional<Recognition> recognition) {
        int queueFrames = config.engine().queueFrames();
        return new CallMakings(
                model,
                languages,
                policy,
                queueFrames,
                recognition,
                config.archive().tracks());
    }

    /** The same, with another version of the policy. */
    CallMakings with(PolicyInForce newPolicy) {
        return new CallMakings(model, languages, newPolicy, queueFrames, recognition, tracks);
    }
}
