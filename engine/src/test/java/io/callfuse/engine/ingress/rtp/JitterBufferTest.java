package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, and how long it is waited for. Times in ms. */
@Timeout(30)
class JitterBufferTest {
    private final RtpCounters counters = new RtpCounters();
    private final List<Integer> passed = new ArrayList<>();
    private final JitterBuffer buffer = buffer(60);
    private final RtpPacket packet = new RtpPacket();

    @Test
    void shouldPassOnAtOnceWhatComesInOrder() {
        buffer.begin(10);
        for (int i = 0; i < 50; i++) {
            arrive(10 + i, 20 * i);
            assertThat(passed).hasSize(i + 1);
        }
    }

    @Test
    void shouldPutBackIntoOrderWhatTheNetworkSwapped() {
        buffer.begin(1);
        arrive(1, 0);
        arrive(3, 20);
        arrive(4, 30);
        assertThat(passed).containsExactly(1);
        arrive(2, 79);
        assertThat(passed).containsExactly(1, 2, 3, 4);
        assertThat(counters.lost().sum()).isZero();
    }

    @Test
    void shouldWaitForAMissingPacketNoLongerThanTheDelay() {
        buffer.begin(1);
        arrive(1, 0);
        arrive(3, 40);
        buffer.advance(ns(99));
        assertThat(passed).containsExactly(1);
        buffer.advance(ns(100));
        assertThat(passed).containsExactly(1, 3);
        arrive(2, 101);
        assertThat(passed).containsExactly(1, 3);
        assertThat(counters.lost().sum()).isEqualTo(1);
        assertThat(counters.late().sum()).isEqualTo(1);
    }

    @Test
    void shouldWaitAnewForASecondHoleOnlyFromTheFirstThatWaitsBehindIt() {
        buffer.begin(1);
        arrive(1, 0);
        arrive(3, 40);
        arrive(5, 80);
        buffer.advance(ns(100));
        assertThat(passed).containsExactly(1, 3);
        buffer.advance(ns(139));
        assertThat(passed).containsExactly(1, 3);
        buffer.advance(ns(140));
        assertThat(passed).containsExactly(1, 3, 5);
    }

    @Test
    void shouldCountAPacketThatComesTwiceOnce() {
        buffer.begin(1);
        arrive(1, 0);
        arrive(1, 1);
        arrive(3, 20);
        arrive(3, 21);
        arrive(2, 22);
        arrive(2, 23);
        assertThat(passed).containsExactly(1, 2, 3);
        assertThat(counters.duplicates().sum()).isEqualTo(3);
        assertThat(counters.late().sum()).isZero();
    }

    @Test
    void shouldGoOnPastTheHighestNumber() {
        buffer.begin(65_534);
        arrive(65_534, 0);
        arrive(0, 20);
        arrive(65_535, 30);
        arrive(2, 40);
        arrive(1, 50);
        assertThat(passed).containsExactly(65_534, 65_535, 0, 1, 2);
    }

    @Test
    void shouldPassOnTheSameWhateverTheTimerDoes() {
        for (int seed = 0; seed < 200; seed++) {
            List<int[]> arrivals = shuffled(seed);
            List<Integer> withoutTimer = play(arrivals, 1_000_000);
            assertThat(play(arrivals, 1)).isEqualTo(withoutTimer);
            assertThat(play(arrivals, 17)).isEqualTo(withoutTimer);
            assertThat(withoutTimer).isSorted();
        }
    }

    @Test
    void shouldLoseNothingWhileTheJitterIsWithinTheDelay() {
        Random random = new Random(6);
        List<int[]> arrivals = IntStream.range(0, 3000)
                .mapToObj(i -> new int[] {i, 20 * i + random.nextInt(60)})
                .sorted((a, b) -> Integer.compare(a[1], b[1]))
                .toList();
        List<Integer> all = IntStream.range(0, 3000).boxed().toList();
        assertThat(play(arrivals, 1)).isEqualTo(all);
        assertThat(counters.lost().sum() + counters.late().sum()).isZero();
    }

    @Test
    void shouldRefuseADelayThatNobodyCanWant() {
        assertThatThrownBy(() -> buffer(501)).hasMessageContaining("0..500 ms");
        assertThatThrownBy(() -> buffer(-1)).hasMessageContaining("0..500 ms");
    }

    /** Some lost, some late, some twice. */
    private static List<int[]> shuffled(int seed) {
        Random random = new Random(seed);
        List<int[]> arrivals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (int copies = random.nextInt(10) == 0 ? random.nextInt(3) : 1; copies > 0; copies--) {
                arrivals.add(new int[] {i, 20 * i + random.nextInt(random.nextInt(5) == 0 ? 200 : 30)});
            }
        }
        arrivals.sort((a, b) -> Integer.compare(a[1], b[1]));
        return arrivals;
    }

    /** Plays arrivals (number, time) with a timer that ticks each so many ms; the first number is 0. */
    private List<Integer> play(List<int[]> arrivals, int tickMs) {
        passed.clear();
        JitterBuffer fresh = buffer(60);
        fresh.begin(0);
        int nowMs = 0;
        for (int[] arrival : arrivals) {
            for (; nowMs + tickMs <= arrival[1]; nowMs += tickMs) {
                fresh.advance(ns(nowMs + tickMs));
            }
            arrive(fresh, arrival[0], arrival[1]);
        }
        fresh.passAll();
        return new ArrayList<>(passed);
    }

    private void arrive(int sequence, int atMs) {
        arrive(buffer, sequence, atMs);
    }

    private void arrive(JitterBuffer at, int sequence, int atMs) {
        byte[] bytes = RtpBytes.packet(0, sequence, 160 * sequence, 1, new byte[160]);
        assertThat(packet.read(bytes, 0, bytes.length, ns(atMs))).isTrue();
        assertThat(at.isNear(sequence)).isTrue();
        at.accept(packet);
    }

    private JitterBuffer buffer(int delayMs) {
        return new JitterBuffer(Duration.ofMillis(delayMs), each -> passed.add(each.sequence()), counters);
    }

    private static long ns(int ms) {
        return ms * 1_000_000L;
    }
}
