package io.callfuse.engine.adaptation;

import io.callfuse.models.EmotionModel;
import java.util.List;

/** Makes the network of a candidate from some callers' calls. The same calls give the same network. */
@FunctionalInterface
interface NetworkSource {
    /** Returns a model; its anchor and confidence are replaced where the candidate has others. */
    EmotionModel fit(List<OwnCall> calls);
}
