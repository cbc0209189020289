package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.models.language.Example;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.LanguageModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The phrases were written with these sentences at hand: this holds them to what they once could, and judges nothing. */
@Timeout(60)
class LabelledSentencesTest {
    @Test
    void shouldHearEachExampleThatTheFilesGive() {
        for (LanguageModel model : List.of(Talk.ENGLISH, Talk.CHINESE)) {
            for (Example example : model.examples()) {
                assertThat(new Talk(model).say(example.sentence()).labels())
                        .as(example.sentence())
                        .contains(model.labels().name(example.label()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en,0.88,0.88", "zh,0.85,0.88"})
    void shouldNotUnlearnTheCategories(String language, double precision, double recall) throws IOException {
        assertShares(language, precision, recall, 0, Labels.firstTopic());
    }

    @ParameterizedTest
    @CsvSource({"en,0.82,0.85", "zh,0.7,0.85"})
    void shouldNotUnlearnTheTopics(String language, double precision, double recall) throws IOException {
        assertShares(language, precision, recall, Labels.firstTopic(), Labels.MAX);
    }

    private static void assertShares(String language, double precision, double recall, int from, int to)
            throws IOException {
        LanguageModel model = language.equals("zh") ? Talk.CHINESE : Talk.ENGLISH;
        int right = 0;
        int heardCount = 0;
        int meantCount = 0;
        for (String[] columns : sentences("own-" + language + ".tsv")) {
            Set<String> meant = new HashSet<>();
            Arrays.stream(columns).skip(2).forEach(column -> meant.addAll(List.of(column.split(" "))));
            Set<String> heard = new Talk(model).say(columns[1]).labels();
            for (int label = from; label < Math.min(to, model.labels().size()); label++) {
                String name = model.labels().name(label);
                heardCount += heard.contains(name) ? 1 : 0;
                meantCount += meant.contains(name) ? 1 : 0;
                right += heard.contains(name) && meant.contains(name) ? 1 : 0;
            }
        }
        assertThat((double) right / heardCount).as("precision").isGreaterThan(precision);
        assertThat((double) right / meantCount).as("recall").isGreaterThan(recall);
    }

    private static List<String[]> sentences(String file) throws IOException {
        List<String[]> sentences = new ArrayList<>();
        try (InputStream in = LabelledSentencesTest.class.getResourceAsStream(file)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                sentences.add(line.split("\t"));
            }
        }
        return sentences;
    }
}
