package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the dialplan may say with a caller. */
@Timeout(10)
class CallerArgumentsTest {
    private static final CallChannel CALLER = new CallChannel("PJSIP/caller-1", "1.1", "1.1", "");

    @Test
    void shouldSendTheCallerOnWhereNothingIsSaid() {
        assertThat(CallerArguments.parse(CALLER, List.of("", " ")))
                .isEqualTo(new CallerArguments(java.util.Optional.empty(), "", Map.of()));
    }

    @Test
    void shouldKeepTheCallerForSoLongWithThisMusic() {
        CallerArguments said = CallerArguments.parse(CALLER, List.of("stay=60", "music=calm"));
        assertThat(said.stay()).contains(Duration.ofSeconds(60));
        assertThat(said.music()).isEqualTo("calm");
        assertThat(said.tags()).isEmpty();
    }

    @Test
    void shouldNotKeepACallerForATimeThatIsNone() {
        for (String wrong : List.of("stay=", "stay=-1", "stay=soon", "stay=99999")) {
            assertThat(CallerArguments.parse(CALLER, List.of(wrong)).stay())
                    .as(wrong)
                    .isEmpty();
        }
    }

    @Test
    void shouldKeepWhateverElseIsNamedForTheRecord() {
        assertThat(CallerArguments.parse(CALLER, List.of("queue=support", " language = en ", "nonsense"))
                        .tags())
                .containsExactly(Map.entry("language", "en"), Map.entry("queue", "support"));
    }

    @Test
    void shouldBoundWhatIsKept() {
        assertThat(CallerArguments.parse(CALLER, List.of("a=" + "x".repeat(100)))
                        .tags())
                .isEmpty();
        List<String> many = Collections.nCopies(1, "x=1");
        assertThat(CallerArguments.parse(CALLER, many).tags()).hasSize(1);
        assertThat(CallerArguments.parse(
                                CALLER,
                                java.util.stream.IntStream.range(0, 100)
                                        .mapToObj(i -> "n" + i + "=1")
                                        .toList())
                        .tags())
                .hasSize(16);
    }
}
