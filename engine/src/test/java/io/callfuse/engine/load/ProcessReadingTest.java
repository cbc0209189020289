package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProcessReadingTest {
    @Test
    void shouldReadThisProcess() throws IOException {
        ProcessReading reading = ProcessReading.of(ProcessHandle.current().pid());

        assertThat(reading.cpuNs()).isPositive();
        assertThat(reading.residentBytes()).isGreaterThan(10L << 20);
        assertThat(reading.threads()).isGreaterThan(5);
        assertThat(reading.descriptors()).isGreaterThan(3);
    }

    @Test
    void shouldSayThatThereIsNoSuchProcess() {
        assertThatThrownBy(() -> ProcessReading.of(Integer.MAX_VALUE)).isInstanceOf(IOException.class);
    }
}
