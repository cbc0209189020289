package io.callfuse.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallerPseudonymsTest {
    private final CallerPseudonyms pseudonyms = new CallerPseudonyms("a key");

    /** The hash is openssl's: {@code printf 49301234 | openssl dgst -sha256 -hmac 'a key'}. */
    @ParameterizedTest
    @ValueSource(strings = {"49301234", "+49 30 1234", "0049301234", "+49-(30)-1234", "４９３０１２３４", " 49301234\t"})
    void shouldKnowACallerHoweverHisNumberIsWritten(String number) {
        assertThat(pseudonyms.of(number)).contains("7a81478678a5877314ed1584288c7a9a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+", "-"})
    void shouldKnowNobodyWhoPresentsNoNumber(String number) {
        assertThat(pseudonyms.of(number)).isEmpty();
    }

    @Test
    void shouldTellCallersApartAndKnowNobodyUnderAnotherKey() {
        assertThat(pseudonyms.of("49301235")).isNotEqualTo(pseudonyms.of("49301234"));
        assertThat(new CallerPseudonyms("another").of("49301234")).isNotEqualTo(pseudonyms.of("49301234"));
        assertThat(pseudonyms.of("Alice")).isEqualTo(pseudonyms.of("alice")).isNotEqualTo(pseudonyms.of("bob"));
        assertThat(pseudonyms.of("00")).isNotEqualTo(pseudonyms.of("100")).isPresent();
    }
}
