package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class VoskScoreTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void beQuiet() {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
    }

    @Test
    void shouldScoreSoundsLikeVoskWithTheModelThatComesWithTheProject() throws IOException {
        DigitModel.unpackTo(folder);
        for (int seed = 1; seed <= 3; seed++) {
            assertSameScore(noisySyllables(seed));
            assertSameScore(MadeUpDigits.talk(new int[] {seed, 2 * seed}, seed));
        }
        assertSameScore(new short[4000]);
    }

    @Test
    void shouldScoreSoundsLikeVoskWithAModelThatWasJustMade() throws IOException {
        DigitFit.fit(MadeUpDigits.clips(2, 1), 4, 1, line -> {}).write(folder);
        assertSameScore(MadeUpDigits.talk(new int[] {1, 8, 3, 5}, 4));
        assertSameScore(noisySyllables(4));
    }

    private void assertSameScore(short[] samples) throws IOException {
        WrittenModel model = new WrittenModel(folder);
        KaldiCepstrum cepstrum = new KaldiCepstrum(1);
        double[][] likelihoods = model.likelihoods(cepstrum.cepstra(cepstrum.levels(samples)));
        JsonNode vosk = bestOfVosk(samples);
        String text = vosk.path("text").asString();
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" "));
        double score = vosk.path("confidence").asDouble();
        assertThat(score).isCloseTo(BestPath.of(model, likelihoods, words).score(), within(0.001));
        assertThat(score).isGreaterThan(BestPath.of(model, likelihoods).score() - 0.001);
    }

    private JsonNode bestOfVosk(short[] samples) throws IOException {
        try (Model model = new Model(folder.toString());
                Recognizer recognizer = new Recognizer(model, 8000)) {
            recognizer.setMaxAlternatives(1);
            recognizer.acceptWaveForm(samples, samples.length);
            return JsonMapper.shared()
                    .readTree(recognizer.getFinalResult())
                    .path("alternatives")
                    .path(0);
        }
    }

    /** Bursts of buzz and noise with moving resonances: like speech enough to make all outputs differ. */
    private static short[] noisySyllables(long seed) {
        Random random = new Random(seed);
        short[] samples = new short[8000];
        double resonance = 0;
        double before = 0;
        for (int i = 0; i < samples.length; i++) {
            double hz = 600 + 1500 * StrictMath.sin(2 * Math.PI * i / 9000.0 * seed) * (i % 2000) / 2000;
            double buzz = i % 70 == 0 ? 8000 : 300 * random.nextGaussian();
            double next = buzz * (i % 4000 < 2600 ? 1 : 0.01)
                    + 1.8 * StrictMath.cos(2 * Math.PI * hz / 8000) * resonance
                    - 0.81 * before;
            before = resonance;
            resonance = next;
            samples[i] = (short) Math.max(-30000, Math.min(30000, next));
        }
        return samples;
    }
}
