package io.callfuse.perf.ear;

import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.pitch.PitchTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A pitch tracker of ours and how it is fed.
 *
 * @param name in the table
 * @param ofHop makes one for frames every so many samples
 * @param restored whether it is fed with the fundamental restored
 */
record TrackerUnderTest(String name, IntFunction<PitchTracker> ofHop, boolean restored) {
    private static final int RATE_HZ = 8000;
    private static final int BLOCK_SAMPLES = 160;
    private static final double FULL_SCALE = 32768;

    /** All that stand behind the interface. */
    static List<TrackerUnderTest> all() {
        List<TrackerUnderTest> all = new ArrayList<>();
        for (PitchMethod method : PitchMethod.values()) {
            all.add(new TrackerUnderTest(method.name(), hop -> ofHop(method, hop), false));
        }
        all.add(new TrackerUnderTest("YIN, fundamental restored", hop -> ofHop(PitchMethod.YIN, hop), true));
        return all;
    }

    /** Ours takes each sample once; frames of the others overlap. */
    private static PitchTracker ofHop(PitchMethod method, int hop) {
        return method == PitchMethod.CORRELATION
                ? new CorrelationPitchTracker(hop, CorrelationPitchTracker.VOICED_FROM)
                : method.tracker();
    }

    /** Tracks a recording with a step of {@code hop} samples, in blocks of 20 ms. */
    PitchTrack track(short[] samples, int hop) {
        PitchTracker tracker = ofHop.apply(hop);
        Framer framer = new Framer(tracker.frameSize(), hop, BLOCK_SAMPLES);
        FundamentalRestorer restorer = new FundamentalRestorer(RATE_HZ);
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        float[] block = new float[BLOCK_SAMPLES];
        short[] raw = new short[BLOCK_SAMPLES];
        int steps = samples.length / 80;
        PitchTrack track = new PitchTrack(new double[steps], new double[steps]);
        int step = 0;
        for (int at = 0; at + BLOCK_SAMPLES <= samples.length; at += BLOCK_SAMPLES) {
            System.arraycopy(samples, at, raw, 0, BLOCK_SAMPLES);
            if (restored) {
                restorer.restore(raw, BLOCK_SAMPLES, block);
            } else {
                scale(raw, block);
            }
            framer.accept(block, BLOCK_SAMPLES);
            while (framer.next(frame)) {
                tracker.track(frame, estimate);
                for (int i = 0; i < hop / 80 && step < steps; i++) {
                    track.f0Hz()[step] = estimate.voiced() ? estimate.f0Hz() : 0;
                    track.voicing()[step++] = estimate.voicingProbability();
                }
            }
        }
        return track;
    }

    private static void scale(short[] raw, float[] block) {
        for (int i = 0; i < raw.length; i++) {
            block[i] = (float) (raw[i] / FULL_SCALE);
        }
    }
}
