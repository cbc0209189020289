package io.callfuse.engine.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TextTableTest {
    @Test
    void shouldAlignColumnsUnderTheirHeadlines() {
        TextTable table = new TextTable("call", "trip").row("a.wav", "-").row("b", "27.4 s");

        assertThat(table.lines()).containsExactly("call   trip", "-------------", "a.wav  -", "b      27.4 s");
    }

    @Test
    void shouldRefuseARowOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("call").row("a", "b")).hasMessageContaining("2 cells");
    }

    @Test
    void shouldDrawACurveOfTheGreatestValueInEachShareOfTheTime() {
        assertThat(Sparkline.of(new double[] {0, 12.5, 50, 99, 100}, 10)).isEqualTo("▁▂▅██");
        assertThat(Sparkline.of(new double[] {0, 100, 0, 0}, 2)).isEqualTo("█▁");
        assertThat(Sparkline.of(new double[] {}, 10)).isEmpty();
    }
}
