package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.scoring.Emotion;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScoreTrackTest {
    private static final Emotion[] EMOTIONS = Emotion.values();

    private final ScoreTrack track = new ScoreTrack();

    @Test
    void shouldGiveBackWhatWasAppendedAcrossChunks() {
        int length = ScoreTrack.CHUNK_TICKS * 3 + 1;
        for (int i = 0; i < length; i++) {
            append(i);
        }
        assertThat(track.length()).isEqualTo(length);
        for (int i = 0; i < length; i++) {
            assertThat(track.atMs(i)).isEqualTo(i * 1000L);
            assertThat(track.score(i)).isEqualTo(i * 0.25);
            assertThat(track.emotion(i)).isEqualTo(EMOTIONS[i % 5]);
            assertThat(track.confidence(i)).isEqualTo(i / 1000.0);
            assertThat(track.f0Hz(i)).isEqualTo(100 + i);
            assertThat(track.syllablesPerSecond(i)).isEqualTo(i * 0.01);
            assertThat(track.levelDbfs(i)).isEqualTo(-i);
        }
        assertThat(track.finalScore()).isEqualTo((length - 1) * 0.25);
        assertThat(track.maxSyllablesPerSecond()).isEqualTo((length - 1) * 0.01);
    }

    @Test
    void shouldRefuseToReadWhatIsNotThereYet() {
        append(0);
        assertThatThrownBy(() -> track.score(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> track.atMs(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldAllocateNothingWithinAChunk() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < ScoreTrack.CHUNK_TICKS * 100 + 1; i++) {
            append(i);
        }
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 1; i < ScoreTrack.CHUNK_TICKS; i++) {
            append(i);
        }
        long spent = threads.getThreadAllocatedBytes(id) - before;
        // The measuring call itself allocates a little; one object an entry would be over 2,000 bytes.
        assertThat(spent).isLessThan(1_000);
    }

    @Test
    void shouldLetAnotherThreadReadAConsistentPrefixWhileItGrows() throws InterruptedException {
        int length = 200_000;
        AtomicReference<String> fault = new AtomicReference<>();
        AtomicLong checked = new AtomicLong();
        Thread reader = new Thread(
                () -> {
                    int seen = 0;
                    while (seen < length) {
                        int published = track.length();
                        for (; seen < published; seen++) {
                            if (track.atMs(seen) != seen * 1000L || track.levelDbfs(seen) != -seen) {
                                fault.compareAndSet(null, "entry " + seen + " was not whole");
                            }
                            checked.incrementAndGet();
                        }
                    }
                },
                "report-reader");
        reader.start();
        for (int i = 0; i < length; i++) {
            append(i);
        }
        reader.join();
        assertThat(fault.get()).isNull();
        assertThat(checked.get()).isEqualTo(length);
    }

    private void append(int i) {
        track.append(i * 1000L, i * 0.25, EMOTIONS[i % 5], i / 1000.0, 100 + i, i * 0.01, -i);
    }
}
