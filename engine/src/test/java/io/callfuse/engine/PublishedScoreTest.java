package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.scoring.Emotion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublishedScoreTest {
    private static final int READINGS = 3_000_000;
    private static final int CHANGES = 10_000;
    private static final Emotion[] EMOTIONS = Emotion.values();

    @Test
    void shouldSayUnknownBeforeTheFirstSecond() {
        assertThat(new PublishedScore().read()).isEqualTo(new PublishedScore.Reading(0, 0, Emotion.UNKNOWN, 0));
    }

    /** Everything is a function of the time: a reading whose parts do not belong together was torn. */
    @Test
    void shouldNeverGiveAReadingWhosePartsBelongToDifferentSeconds() {
        PublishedScore published = new PublishedScore();
        write(published, 1);
        AtomicBoolean reading = new AtomicBoolean(true);
        CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> {
            long tick = 1;
            while (reading.get()) {
                write(published, ++tick);
            }
            return tick;
        });
        long lastMs = 0;
        long changes = 0;
        try {
            for (int i = 0; i < READINGS || changes < CHANGES; i++) {
                PublishedScore.Reading seen = published.read();
                long tick = seen.atMs() / 1000;
                if (seen.score() != tick % 101
                        || seen.confidence() != (tick % 1000) / 1000.0
                        || seen.emotion() != EMOTIONS[(int) (tick % EMOTIONS.length)]
                        || seen.atMs() < lastMs) {
                    throw new AssertionError("torn, or older than the one before: " + seen + " after " + lastMs);
                }
                changes += seen.atMs() == lastMs ? 0 : 1;
                lastMs = seen.atMs();
            }
        } finally {
            reading.set(false);
        }
        assertThat(writer.join()).isGreaterThanOrEqualTo(lastMs / 1000);
    }

    private static void write(PublishedScore published, long tick) {
        published.publish(tick * 1000, tick % 101, EMOTIONS[(int) (tick % EMOTIONS.length)], (tick % 1000) / 1000.0);
    }
}
