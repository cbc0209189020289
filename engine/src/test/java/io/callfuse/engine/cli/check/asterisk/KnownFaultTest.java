package io.callfuse.engine.cli.check.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class KnownFaultTest {
    @ParameterizedTest
    @CsvSource({
        "22.10.1+dfsg+~cs6.17.60671434-1,22.10.1",
        "Asterisk 20.9.3 built by x,20.9.3",
        "GIT-18-1a2b3c,18.0.0",
        "23,23.0.0"
    })
    void shouldFindTheVersionInWhatAsteriskSaysOfItself(String text, String version) {
        assertThat(AsteriskVersion.find(text)).hasToString("Optional[" + version + "]");
    }

    @Test
    void shouldFindNoVersionWhereThereIsNone() {
        assertThat(AsteriskVersion.find("")).isEmpty();
        assertThat(AsteriskVersion.find("unknown")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "22.9.9,22.10,23.1,false",
        "22.10.0,22.10,23.1,true",
        "23.0.7,22.10,23.1,true",
        "23.1.0,22.10,23.1,false",
        "99.0.0,22.10,-,true",
        "22.2.0,22.10,-,false"
    })
    void shouldApplyFromItsFirstVersionToThatWithoutIt(String version, String from, String until, boolean applies) {
        KnownFault fault = KnownFault.parse("id|" + from + "|" + until + "|effect|answer");
        assertThat(fault.appliesTo(AsteriskVersion.find(version).orElseThrow())).isEqualTo(applies);
    }

    @Test
    void shouldSayOfEveryFaultWhatHappensAndWhatIsDone() {
        assertThat(KnownFault.all()).hasSizeGreaterThan(6).allSatisfy(fault -> {
            assertThat(fault.id()).isNotBlank();
            assertThat(AsteriskVersion.find(fault.from())).isPresent();
            assertThat(fault.until()).matches("-|[0-9.]+");
            assertThat(fault.effect()).isNotBlank();
            assertThat(fault.answer()).isNotBlank();
        });
        assertThatThrownBy(() -> KnownFault.parse("a|b|c")).hasMessageContaining("3 columns");
    }
}
