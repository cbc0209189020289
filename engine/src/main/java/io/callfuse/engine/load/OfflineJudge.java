package io.callfuse.engine.load;

import io.callfuse.engine.CallPipeline;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says what should come of calls, of whole ones and of those that were cut off. Thread-safe. */
final class OfflineJudge {
    private static final EngineIdentity NOBODY = new EngineIdentity("offline", "offline", "offline");

    private final EmotionModel model;
    private final Languages languages;
    private final PolicySettings policy;

    /** Of calls that were cut off, by name and number of frames: most are of the same few lengths. */
    private final Map<String, OfflineResult> known = new ConcurrentHashMap<>();

    OfflineJudge(EmotionModel model, Languages languages, PolicySettings policy) {
        this.model = model;
        this.languages = languages;
        this.policy = policy;
    }

    /** What should come of a call of which so many frames were sent. */
    OfflineResult of(RecordedCall call, int frames) {
        return frames == call.frames()
                ? call.offline()
                : known.computeIfAbsent(call.name() + '\n' + frames, cut -> hear(call.wire(), call.view(), frames));
    }

    /** Hears the first frames of what goes over a wire. */
    OfflineResult hear(Wire wire, ByteBuffer audio, int frames) {
        CallPipeline pipeline = new CallPipeline(model, languages, policy, event -> {});
        MediaFrame media = new MediaFrame();
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        for (int index = 0; index < frames; index++) {
            audio.position(index * wire.frameBytes());
            wire.decode(audio, samples);
            media.setAudio(index, samples, 0, 0);
            pipeline.hear(media);
        }
        pipeline.end();
        return OfflineResult.of(pipeline.analysed("offline", NOBODY).report());
    }
}
