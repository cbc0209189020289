package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KneeSearchTest {
    private static List<Integer> triesWith(KneeSearch search, int knee) {
        List<Integer> tries = new ArrayList<>();
        while (search.next() > 0) {
            int calls = search.next();
            tries.add(calls);
            search.tried(calls, calls <= knee);
        }
        return tries;
    }

    @Test
    void shouldGrowByHalfUntilItBreaksAndNarrowItDown() {
        KneeSearch search = new KneeSearch(100, 4000);

        assertThat(triesWith(search, 310)).containsExactly(100, 150, 225, 338, 281, 309, 323);
        assertThat(search.found()).isEqualTo(309);
        assertThat(search.broke()).isTrue();
    }

    @Test
    void shouldFindTheKneeToFivePercentWhereverItLies() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            int knee = 1 + random.nextInt(3000);
            KneeSearch search = new KneeSearch(1 + random.nextInt(500), 4000);

            assertThat(triesWith(search, knee)).hasSizeLessThan(40);

            assertThat(search.found()).isLessThanOrEqualTo(knee).isGreaterThanOrEqualTo((int) (0.94 * knee) - 1);
        }
    }

    @Test
    void shouldStopAtTheMostThatMayBeTried() {
        KneeSearch search = new KneeSearch(100, 200);

        assertThat(triesWith(search, 1000)).containsExactly(100, 150, 200);
        assertThat(search.found()).isEqualTo(200);
        assertThat(search.broke()).isFalse();
    }

    @Test
    void shouldFindNothingWhereNotEvenOneCallHolds() {
        KneeSearch search = new KneeSearch(8, 200);

        triesWith(search, 0);

        assertThat(search.found()).isZero();
    }
}
