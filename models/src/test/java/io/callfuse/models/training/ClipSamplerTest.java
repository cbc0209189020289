package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClipSamplerTest {
    private static final ClassTargets TARGETS = new ClassTargets(List.of(1.0, 1.0), 1);

    @Test
    void shouldGiveCorporaEqualTurnsAndEachClipAHistoryOfItsOwnLine() {
        List<TrainingClip> clips = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clips.add(new TrainingClip(new float[1], i % 2, i < 20 ? 0 : 1, i / 20));
        }
        ClipSampler sampler = new ClipSampler(clips, TARGETS);
        ClipBatch batch = ClipSampler.emptyBatch();
        TrainingRandom random = new TrainingRandom(1);
        int[] lengths = new int[ClipSampler.CLIPS];
        for (int step = 0; step < 50; step++) {
            sampler.draw(step, random, batch);
            assertThat(batch.rows).isEqualTo(80);
            int small = 0;
            for (int r = 0; r < batch.rows; r++) {
                TrainingClip clip = clips.get(batch.clip[r]);
                small += clip.corpus() == 0 ? 1 : 0;
                lengths[batch.historyLength[r]]++;
                for (int k = 0; k < batch.historyLength[r]; k++) {
                    int other = batch.history[r][k];
                    assertThat(batch.clip[other]).isNotEqualTo(batch.clip[r]);
                    assertThat(clips.get(batch.clip[other]).line()).isEqualTo(clip.line());
                }
            }
            assertThat(small).isEqualTo(40);
        }
        for (int length : lengths) {
            assertThat(length).isBetween(330, 470);
        }
    }

    @Test
    void shouldDrawRareClassesMoreOftenThanTheyOccur() {
        List<TrainingClip> clips = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clips.add(new TrainingClip(new float[1], i < 90 ? 0 : 1, 0, 0));
        }
        ClipSampler sampler = new ClipSampler(clips, TARGETS);
        ClipBatch batch = ClipSampler.emptyBatch();
        TrainingRandom random = new TrainingRandom(2);
        int rare = 0;
        for (int step = 0; step < 50; step++) {
            sampler.draw(step, random, batch);
            for (int r = 0; r < batch.rows; r++) {
                rare += clips.get(batch.clip[r]).label();
            }
        }
        assertThat(rare / 4000.0).isBetween(0.3, 0.5);
    }
}
