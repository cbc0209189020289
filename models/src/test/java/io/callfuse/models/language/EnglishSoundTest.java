package io.callfuse.models.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class EnglishSoundTest {
    @ParameterizedTest
    @CsvSource({"ridiculous,rediculus", "cancel,kansel", "complaint,complayned", "manager,maniger"})
    void shouldGiveWordsThatSoundAlikeTheSameBeginning(String word, String heard) {
        assertThat(EnglishSound.key(heard)).startsWith(EnglishSound.key(word).substring(0, 4));
    }

    @ParameterizedTest
    @CsvSource({"furious,various", "refund,remand", "cancel,console", "urgent,agent", "angry,hungry"})
    void shouldTellWordsApartThatAreNotTheSame(String word, String other) {
        assertThat(EnglishSound.key(word)).isNotEqualTo(EnglishSound.key(other));
    }

    @Test
    void shouldHearAMisspeltWordAsTheOneItSoundsLike() {
        Vocabulary vocabulary = LanguageModel.embedded(Language.ENGLISH).vocabulary();
        assertThat(vocabulary.soundingLike("rediculus")).isEqualTo(vocabulary.id("ridiculous"));
        assertThat(vocabulary.soundingLike("ombudsmen")).isEqualTo(vocabulary.id("ombudsman"));
    }

    @Test
    void shouldNeverTakeAnOrdinaryWordForAnother() {
        Vocabulary vocabulary = LanguageModel.embedded(Language.ENGLISH).vocabulary();
        for (String word :
                "counsel council console various campaign traffic terrific despite really channel".split(" ")) {
            assertThat(vocabulary.soundingLike(word)).as(word).isEqualTo(Vocabulary.UNKNOWN);
        }
    }
}
