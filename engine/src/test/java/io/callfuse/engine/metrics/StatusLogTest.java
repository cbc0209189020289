package io.callfuse.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StatusLogTest {
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final StatusLog log = new StatusLog(() -> counters, lines::add);

    @Test
    void shouldTellWhatHasMovedAndNothingElse() {
        counters.put("calls", 2L);
        counters.put("dropped frames", 0L);
        log.tell();
        log.tell();
        counters.put("dropped frames", 7L);
        counters.put("calls", 3L);
        log.tell();
        assertThat(lines).containsExactly("calls +2 = 2", "calls +1 = 3, dropped frames +7 = 7");
    }

    @Test
    void shouldTellALastTimeWhenItIsClosed() {
        log.start();
        counters.put("archive lines given up", 1L);
        log.close();
        assertThat(lines).containsExactly("archive lines given up +1 = 1");
    }
}
