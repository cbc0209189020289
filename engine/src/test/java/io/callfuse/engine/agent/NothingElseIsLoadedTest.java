package io.callfuse.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A leg of an agent that hears ten seconds in a class loader of its own: no class that knows of pitch, of features of a voice or of
 * emotion is so much as loaded for it, so none can have been constructed.
 */
@Timeout(60)
class NothingElseIsLoadedTest {
    private static final List<String> ABOUT_VOICES_AND_EMOTIONS = List.of(
            "io.callfuse.dsp.pitch.",
            "io.callfuse.dsp.voice.",
            "io.callfuse.dsp.spectrum.",
            "io.callfuse.dsp.rate.",
            "io.callfuse.dsp.functional.",
            "io.callfuse.engine.feature.",
            "io.callfuse.engine.scoring.",
            "io.callfuse.models.");

    /** Loads everything of ours anew and keeps the names. */
    private static final class Watching extends URLClassLoader {
        private final List<String> loaded = new ArrayList<>();

        Watching() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Watching::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name);
            return super.findClass(name);
        }
    }

    /** What runs in that class loader. */
    public static final class HearsAnAgent implements Runnable {
        @Override
        public void run() {
            AgentLegs legs = new AgentLegs(new AgentLegs.Listener() {
                @Override
                public void admitWords() {
                    throw new AssertionError("no words are read");
                }

                @Override
                public void words(io.callfuse.engine.asr.Revision revision) {
                    throw new AssertionError("no words are read");
                }

                @Override
                public void noted(String kind, Map<String, String> details) {
                    // Not of interest.
                }
            });
            AgentLeg leg = new AgentLeg(
                    new io.callfuse.engine.call.CallChannel("PJSIP/ann-1", "1.5", "1.1", ""), Optional.empty());
            legs.add(leg);
            for (int index = 0; index < 500; index++) {
                io.callfuse.engine.call.MediaFrame frame = leg.queue().claim();
                short[] samples = new short[160];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) (index % 100 < 50 ? 3000 * Math.sin(i * 0.15) : 0);
                }
                frame.setAudio(index, samples, 0, 0);
                leg.queue().offer(frame);
                legs.caller(index, index % 100 > 60);
                legs.drain(16, index * 20L);
            }
            leg.end("left");
            legs.finish(10_000);
            if (legs.heard().orElseThrow().talk().speechMs() == 0) {
                throw new AssertionError("nothing was heard");
            }
        }
    }

    @Test
    void shouldLoadNothingThatKnowsOfAVoiceOrAnEmotion() throws Exception {
        try (Watching loader = new Watching()) {
            Class<?> hears = loader.loadClass(HearsAnAgent.class.getName());
            assertThat(hears.getClassLoader()).isSameAs(loader);
            ((Runnable) hears.getConstructor().newInstance()).run();
            assertThat(loader.loaded).contains(AgentLeg.class.getName(), "io.callfuse.dsp.activity.SoundActivity");
            assertThat(loader.loaded)
                    .noneMatch(name -> ABOUT_VOICES_AND_EMOTIONS.stream().anyMatch(name::startsWith));
        }
    }
}
