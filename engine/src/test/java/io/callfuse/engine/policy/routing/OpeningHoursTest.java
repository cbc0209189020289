package io.callfuse.engine.policy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When somebody is there. 2026-11-23 is a Monday. */
@Timeout(10)
class OpeningHoursTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Mon-Fri 08:00-18:00                         | 2026-11-23T08:00 | true
            Mon-Fri 08:00-18:00                         | 2026-11-23T07:59 | false
            Mon-Fri 08:00-18:00                         | 2026-11-23T17:59 | true
            Mon-Fri 08:00-18:00                         | 2026-11-23T18:00 | false
            Mon-Fri 8:00-18:00                          | 2026-11-28T12:00 | false
            Mon-Fri 08:00-18:00, Sat 09:00-13:00        | 2026-11-28T12:00 | true
            Fri-Mon 08:00-18:00                         | 2026-11-24T12:00 | false
            Fri-Mon 08:00-18:00                         | 2026-11-29T12:00 | true
            Mon 22:00-06:00                             | 2026-11-23T23:30 | true
            Mon 22:00-06:00                             | 2026-11-24T05:59 | true
            Mon 22:00-06:00                             | 2026-11-24T06:00 | false
            Mon 22:00-06:00                             | 2026-11-23T05:00 | false
            Sun 00:00-24:00                             | 2026-11-29T23:59 | true
            Sun 00:00-24:00                             | 2026-11-30T00:00 | false
            Mon-Sun 10:00-10:00                         | 2026-11-24T09:59 | true
            Mon-Fri 08:00-18:00 except 2026-11-23       | 2026-11-23T12:00 | false
            Mon-Fri 08:00-18:00 except 2026-11-23       | 2026-11-24T12:00 | true
            mon 22:00-06:00; except 2026-11-24          | 2026-11-24T05:00 | true
            always except 2026-12-25, 2027-01-01        | 2027-01-01T12:00 | false
            always                                      | 2027-01-01T03:00 | true
            """)
    void shouldBeOpenAsTheTextSays(String text, LocalDateTime at, boolean open) {
        assertThat(OpeningHours.parse(text).isOpenAt(at)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            Mon-Fri                              | 'Mon-Fri' is no opening time
            Mo-Fr 08:00-18:00                    | 'Mo-Fr 08:00-18:00' is no opening time
            Mon-Foo 08:00-18:00                  | 'Foo' is no day
            Mon-Fri 08:00-25:00                  | '25:00' is no time of the day
            Mon-Fri 08:00-18:00,                 | '' is no opening time
            Mon 08:00-18:00 except Christmas     | 'Christmas' is no date
            never                                | 'never' is no opening time
            """)
    void shouldSayWhichPartCannotBeRead(String text, String reason) {
        assertThatThrownBy(() -> OpeningHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldSayWhatWasWritten() {
        assertThat(OpeningHours.parse(" Mon 08:00-18:00 ")).hasToString("Mon 08:00-18:00");
        assertThat(OpeningHours.ALWAYS).hasToString("always").isEqualTo(OpeningHours.parse("always"));
    }
}
