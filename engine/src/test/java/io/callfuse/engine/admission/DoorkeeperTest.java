package io.callfuse.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.admission.Doorkeeper.Answer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoorkeeperTest {
    private static final InetAddress HERE = address("127.0.0.1");
    private static final InetAddress THERE = address("10.0.0.7");
    private static final InetAddress STRANGER = address("203.0.113.9");

    private final List<String> told = new ArrayList<>();
    private long nowNs = Long.MAX_VALUE - 5;
    private final Doorkeeper door = new Doorkeeper(
            new Doorkeeper.Rules("agi", Networks.parse("loopback, 10.0.0.0/8"), 3, 2), () -> nowNs, told::add);

    private static InetAddress address(String text) {
        return Network.parse(text).address();
    }

    @Test
    void shouldLetInWhoComesFromAnAllowedNetworkUntilThereAreTooMany() {
        assertThat(door.admit(HERE)).isEqualTo(Answer.WELCOME);
        assertThat(door.admit(HERE)).isEqualTo(Answer.WELCOME);
        assertThat(door.admit(HERE)).isEqualTo(Answer.PEER_FULL);
        assertThat(door.admit(THERE)).isEqualTo(Answer.WELCOME);
        assertThat(door.admit(THERE)).isEqualTo(Answer.FULL);
        assertThat(door.crowded().sum()).isEqualTo(2);
        door.leave(HERE);
        assertThat(door.inside()).isEqualTo(2);
        assertThat(door.admit(HERE)).isEqualTo(Answer.WELCOME);
    }

    @Test
    void shouldNotCountLeavingTwiceOrOfStrangers() {
        door.admit(HERE);
        door.leave(HERE);
        door.leave(HERE);
        door.leave(STRANGER);
        assertThat(door.inside()).isZero();
    }

    @Test
    void shouldTellStrangersOnceAMinuteWithTheirAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(door.admit(STRANGER)).isEqualTo(Answer.FOREIGN);
        }
        assertThat(told).singleElement().asString().contains("203.0.113.9", "agi.allow");
        nowNs += Duration.ofSeconds(61).toNanos();
        door.admit(STRANGER);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).contains("203.0.113.9", "9 more");
        assertThat(door.foreign().sum()).isEqualTo(11);
        assertThat(door.inside()).isZero();
    }

    @Test
    void shouldRefuseRulesThatLetNobodyIn() {
        assertThatThrownBy(() -> new Doorkeeper.Rules("agi", Networks.LOOPBACK, 0, 1))
                .hasMessageContaining("agi with 0 connections");
    }
}
