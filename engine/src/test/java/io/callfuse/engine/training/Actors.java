package io.callfuse.engine.training;

import io.callfuse.engine.feature.Voices;
import java.util.ArrayList;
import java.util.List;

/** Generated speakers whose moods can be told apart: angry is higher, louder, faster and more pressed than calm. */
final class Actors {
    private Actors() {}

    static List<Clip> of(String corpus, int speakers, int clipsPerMood) {
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < speakers; speaker++) {
            double hz = 105 + 22 * speaker;
            for (int take = 0; take < clipsPerMood; take++) {
                double wobble = 1 + 0.04 * take;
                clips.add(clip(corpus, speaker, "neutral", take, Voices.voice(hz * wobble, 3.5, 0.3, 1.6, 2.5)));
                clips.add(clip(corpus, speaker, "angry", take, Voices.voice(1.5 * hz * wobble, 5.5, 0.8, 0.6, 2.5)));
                clips.add(clip(corpus, speaker, "happy", take, Voices.voice(1.5 * hz * wobble, 4.5, 0.6, 1.6, 2.5)));
            }
        }
        return clips;
    }

    private static Clip clip(String corpus, int speaker, String mood, int take, short[] samples) {
        String name = corpus + "-" + speaker;
        return new Clip(name + "-" + mood + take, corpus, name, "", mood, samples, SpeechLevel.dbfs(samples));
    }
}
