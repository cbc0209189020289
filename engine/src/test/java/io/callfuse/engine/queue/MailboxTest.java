package io.callfuse.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MailboxTest {
    @Test
    void shouldRefuseAMessageWhenFull() {
        Mailbox<Integer> box = new Mailbox<>(4);
        for (int i = 0; i < 4; i++) {
            assertThat(box.offer(i)).isTrue();
        }
        assertThat(box.offer(4)).isFalse();
        assertThat(box.size()).isEqualTo(4);
    }

    @Test
    void shouldHandOutOldestFirstAndNoMoreThanAskedFor() {
        Mailbox<Integer> box = new Mailbox<>(8);
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            box.offer(i);
        }
        assertThat(box.drain(read::add, 3)).isEqualTo(3);
        assertThat(read).containsExactly(0, 1, 2);
        assertThat(box.poll()).isEqualTo(3);
        assertThat(box.drain(read::add, 3)).isEqualTo(1);
        assertThat(box.poll()).isNull();
    }
}
